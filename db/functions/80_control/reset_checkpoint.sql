-- room: control    audience: public    calls: entity_row reset_run reset_ledger
--
-- The row of the entity is locked: steps on it wait, and see then what was reset.
create function lockstep.reset_checkpoint(
    entity text,
    part   text,
    is_dry boolean default false
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.run;
begin
    perform lockstep_private.entity_row(entity);
    if part is null or part not in ('run', 'watermark', 'hashes') then
        raise exception using
            errcode = 'LSK31',
            message = format('%L is nothing that can be reset', part),
            hint    = 'Give run, watermark or hashes.';
    end if;

    perform e.name
    from lockstep_state.entity as e
    where e.name = reset_checkpoint.entity
    for update;
    select r.*
    into r_run
    from lockstep_state.run as r
    where r.kind in ('sync', 'undo', 'adopt')
        and not r.is_dry
        and r.status in ('pending', 'running', 'paused', 'failed')
        and reset_checkpoint.entity = any (r.entities)
    order by r.id desc
    limit 1;
    if (part = 'run') = (r_run.id is null) then
        raise exception using
            errcode = 'LSK32',
            message = case
                when part = 'run' then format('entity %L is in no run that did not end', entity)
                else format('entity %L is in run %s, which did not end', entity, r_run.id)
            end,
            hint    = case
                when part = 'run'
                    then format('See where it stands: lockstep checkpoint show %s', entity)
                else format(
                    'Let it end (lockstep sync --resume %1$s) or end it (lockstep cancel %1$s).',
                    r_run.id
                )
            end;
    end if;

    return case
        when part = 'run' then lockstep_private.reset_run(r_run, entity, is_dry)
        else lockstep_private.reset_ledger(entity, part, is_dry)
    end;
end;
$body$;

comment on function lockstep.reset_checkpoint is
    'Lets an entity begin anew, and returns what that means. part: run (in the run that did not '
    'end), watermark (the next sync looks at all rows), hashes (and writes all of them); is_dry: '
    'only say it. Target keys stay in any case. Raises LSE01, LSK31, LSK32 while a run of it did '
    'not end (or, for run, if there is none), LSK33 while that is at work, LSK34.';
