-- room: control    audience: private    calls: write_log
--
-- Whoever died or failed no longer holds its entities: everything it had done is in the ledgers.
create function lockstep_private.supersede_runs(entities text[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.run;
begin
    for r_run in
        select r.*
        from lockstep_state.run as r
        where r.kind = 'sync'
            and not r.is_dry
            and r.status in ('pending', 'running', 'paused', 'failed')
            and r.entities && supersede_runs.entities
        order by r.id
        for update
    loop
        if r_run.status in ('pending', 'running', 'paused')
            and coalesce(r_run.heartbeat_at, r_run.created_at) > clock_timestamp() - interval '60 s'
            and not exists (
                select
                from lockstep_state.entity as e
                where e.name = any (r_run.entities) and e.defined_at > r_run.created_at
            )
        then
            raise exception using
                errcode = 'LSJ04',
                message = format(
                    'run %s of %s works on the same entities', r_run.id, r_run.created_by
                ),
                detail  = format(
                    'Last sign of life %s s ago.',
                    round(extract(epoch from clock_timestamp()
                        - coalesce(r_run.heartbeat_at, r_run.created_at)))
                ),
                hint    = format('Wait for it, or end it: lockstep cancel %s', r_run.id);
        end if;

        update lockstep_state.run as r
        set status = 'cancelled', finished_at = clock_timestamp()
        where r.id = r_run.id;
        perform lockstep_private.write_log(r_run.id, null, 'warning', 'superseded by a new run');
    end loop;
end;
$body$;

comment on function lockstep_private.supersede_runs is
    'Ends syncs of these entities that failed or gave no sign of life for 60 s. Raises LSJ04 '
    'while one is alive.';
