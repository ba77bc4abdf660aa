-- room: control    audience: public    calls: run_status write_log notify_progress count_run
create function lockstep.fail_run(run bigint, code text, message text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.run_status(run);

    update lockstep_state.run as r
    set status = 'failed',
        finished_at = clock_timestamp(),
        error_code = fail_run.code,
        error = fail_run.message
    where r.id = fail_run.run and r.status in ('pending', 'running');
    if found then
        perform lockstep_private.write_log(
            run, null, 'error', message, jsonb_build_object('code', code)
        );
        perform lockstep_private.notify_progress(run);
        perform lockstep_private.count_run(run);
    end if;
end;
$body$;

comment on function lockstep.fail_run is
    'Notes that a step failed; the run can be taken up again by the same start_run. code: '
    'SQLSTATE; message: without row content. Raises LSJ05.';
