-- room: control    audience: private    calls: write_log
create function lockstep_private.log_takeover(run lockstep_state.run)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_silent interval := clock_timestamp() - coalesce(run.heartbeat_at, run.created_at);
begin
    if run.status = 'running' and v_silent > interval '60 s' then
        perform lockstep_private.write_log(
            run.id, null, 'warning', 'taken over from a runner that gave no sign of life',
            jsonb_build_object('silent_seconds', round(extract(epoch from v_silent)))
        );
    end if;
end;
$body$;

comment on function lockstep_private.log_takeover is
    'Notes that a run, given as it was before, goes on with another runner because the last one '
    'gave no sign of life for 60 s.';
