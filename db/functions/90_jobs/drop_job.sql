-- room: jobs    audience: public    calls: job_lock job_row cancel_run unschedule_jobs
create function lockstep.drop_job(job text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform pg_advisory_xact_lock(lockstep_private.job_lock(job));
    perform lockstep_private.job_row(job);
    perform lockstep.cancel_run(r.id)
    from lockstep_state.job_run as o
    join lockstep_state.run as r on r.id = coalesce(o.verify_run, o.run)
    where o.job = drop_job.job
        and o.finished_at is null
        and r.status in ('pending', 'running', 'paused', 'failed');
    delete from lockstep_state.job as j where j.name = drop_job.job;
    if not exists (select from lockstep_state.job) then
        perform lockstep.unschedule_jobs();
    end if;
end;
$body$;

comment on function lockstep.drop_job is
    'Drops a job and its history. A run of it is cancelled, before its next step; what was written '
    'stays. With the last job goes the entry of pg_cron. Raises LSJ32.';
