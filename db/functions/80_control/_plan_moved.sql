-- room: control    audience: private    calls: entity_row moved_keys
--
-- Rows that are gone do not move: such a sync deletes nothing of the entity, and leaves marks of
-- earlier runs to the next whole pass.
create function lockstep_private.plan_moved(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_watermark text := (lockstep_private.entity_row(shape.entity)).watermark;
    v_since     timestamptz;
begin
    select coalesce(e.since, (run.options ->> 'since')::timestamptz)
    into v_since
    from lockstep_state.run_entity as e
    where e.run = segment.run and e.entity = segment.entity;
    if v_since is null or v_watermark is null then
        return false;
    end if;

    insert into lockstep_state.segment (run, entity, stage, kind, keys)
    values (
        segment.run, segment.entity, segment.stage, 'since',
        lockstep_private.moved_keys(v_watermark, v_since, run.kind = 'sync')
    );
    delete from lockstep_state.segment as s
    where s.run = segment.run
        and s.entity = segment.entity
        and s.kind in ('unlink', 'remove')
        and run.kind = 'sync';
    return true;
end;
$body$;

comment on function lockstep_private.plan_moved is
    'Lays out a look at the rows whose watermark moved, if that is asked for and can be done, and '
    'notes from where on the next sync may do so. Returns false if all rows have to be looked at.';
