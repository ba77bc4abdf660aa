-- room: control    audience: private    calls: write_log counts_of_run notify_progress count_run run_status
create function lockstep_private.finish_run(run bigint)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if exists (
        select from lockstep_state.segment as s where s.run = finish_run.run and not s.is_done
    ) then
        return 'wait';
    end if;

    update lockstep_state.run as r
    set status = 'completed',
        started_at = coalesce(r.started_at, r.created_at),
        heartbeat_at = clock_timestamp(),
        finished_at = clock_timestamp()
    where r.id = finish_run.run and r.status in ('pending', 'running');
    if found then
        perform lockstep_private.write_log(
            finish_run.run, null, 'info', 'run completed', lockstep_private.counts_of_run(run)
        );
        perform lockstep_private.notify_progress(run);
        perform lockstep_private.count_run(run);
        return 'completed';
    end if;

    return lockstep_private.run_status(run);
end;
$body$;

comment on function lockstep_private.finish_run is
    'Completes a run without open segments, unless somebody paused, cancelled or failed it in '
    'between. Returns its status, or wait while others still work.';
