-- room: jobs    audience: private    calls: pause_run write_log
create function lockstep_private.hold_job_run(job_run lockstep_state.job_run)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if job_run.is_waiting then
        return;
    end if;
    update lockstep_state.job_run as r set is_waiting = true where r.id = job_run.id;
    perform lockstep.pause_run(r.id)
    from lockstep_state.run as r
    where r.id = coalesce(job_run.verify_run, job_run.run) and r.status in ('pending', 'running');
    perform lockstep_private.write_log(
        coalesce(job_run.verify_run, job_run.run), null, 'info', 'the window of the job is over',
        jsonb_build_object('job', job_run.job)
    );
end;
$body$;

comment on function lockstep_private.hold_job_run is
    'Pauses what a job does, once, when its window closes.';
