-- room: control    audience: private    calls: refuse_at_work write_log
--
-- What a run did behind the guard against mass deletes, it did for all of its entities together: an
-- entity that began anew then would have its rows deleted unguarded.
create function lockstep_private.reset_run(
    run    lockstep_state.run,
    entity text,
    is_dry boolean
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_done bigint;
begin
    perform lockstep_private.refuse_at_work(run);
    if run.kind <> 'sync' or exists (
        select
        from lockstep_state.segment as s
        where s.run = reset_run.run.id and s.kind = 'guard' and s.is_done
    ) then
        raise exception using
            errcode = 'LSK34',
            message = format('entity %L cannot begin anew in run %s', entity, run.id),
            detail  = case
                when run.kind = 'sync' then 'It has passed the guard against mass deletes.'
                else format('It is of kind %s.', run.kind)
            end,
            hint    = format('End it, and sync anew: lockstep cancel %s', run.id);
    end if;

    select count(*)
    into v_done
    from lockstep_state.segment as s
    where s.run = reset_run.run.id and s.entity = reset_run.entity and s.is_done;
    if not is_dry then
        delete from lockstep_state.segment as s
        where s.run = reset_run.run.id and s.entity = reset_run.entity
            and s.kind in ('range', 'all', 'keys', 'since');
        update lockstep_state.segment as s
        set is_done = false, finished_at = null, source_rows = 0, insert = 0, update = 0,
            conflict = 0, drift = 0, missing = 0, delete = 0, unchanged = 0, rejected = 0,
            written = 0
        where s.run = reset_run.run.id and s.entity = reset_run.entity;
        update lockstep_state.run_entity as e
        set source_rows = null, synced = null, rejected = null, excluded = null, extra = null,
            is_accounted = null, since = null, obstacle = null, returned = 0, finished_at = null
        where e.run = reset_run.run.id and e.entity = reset_run.entity;
        perform lockstep_private.write_log(
            run.id, entity, 'warning', 'entity begins anew in this run',
            jsonb_build_object('segments', v_done)
        );
    end if;

    return format(
        'Run %s begins anew with entity %s: %s of its segments that are done are worked on once '
        'more. What they wrote stays, and is found unchanged.',
        run.id, entity, v_done
    );
end;
$body$;

comment on function lockstep_private.reset_run is
    'Lets an entity begin anew in a run that did not end. Returns the consequence. Raises LSK33 '
    'and LSK34.';
