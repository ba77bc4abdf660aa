-- room: control    audience: private    calls: unfinished_sync log_takeover write_log
create function lockstep_private.resumable_run(entities text[], options jsonb)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.run;
begin
    select r.*
    into r_run
    from lockstep_state.run as r
    where r.id = lockstep_private.unfinished_sync(resumable_run.entities, resumable_run.options)
        and r.status in ('pending', 'running', 'paused', 'failed')
    for update;
    if r_run.id is null then
        return null;
    end if;

    update lockstep_state.run as r
    set status = case when r.status = 'pending' then 'pending' else 'running' end,
        options = r.options || (resumable_run.options - 'fast_first_load'),
        heartbeat_at = clock_timestamp(),
        finished_at = null,
        error_code = null,
        error = null
    where r.id = r_run.id;
    perform lockstep_private.log_takeover(r_run);
    perform lockstep_private.write_log(
        r_run.id, null, 'info', 'sync resumed', jsonb_build_object('was', r_run.status)
    );

    return r_run.id;
end;
$body$;

comment on function lockstep_private.resumable_run is
    'Takes up the sync of just these entities that did not end. Returns its number, or null.';
