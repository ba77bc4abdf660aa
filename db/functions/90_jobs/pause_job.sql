-- room: jobs    audience: public    calls: job_lock job_row pause_run
create function lockstep.pause_job(job text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform pg_advisory_xact_lock(lockstep_private.job_lock(job));
    perform lockstep_private.job_row(job);
    update lockstep_state.job as j
    set paused_at = coalesce(j.paused_at, clock_timestamp()),
        asked_at = null
    where j.name = pause_job.job;
    update lockstep_state.job_run as r
    set is_manual = false
    where r.job = pause_job.job and r.finished_at is null and r.is_manual;
    perform lockstep.pause_run(r.id)
    from lockstep_state.job_run as o
    join lockstep_state.run as r on r.id = coalesce(o.verify_run, o.run)
    where o.job = pause_job.job and o.finished_at is null and r.status in ('pending', 'running');
end;
$body$;

comment on function lockstep.pause_job is
    'Lets a job rest until lockstep.resume_job(); what it does now stops before its next step. '
    'Raises LSJ32.';
