-- room: jobs    audience: public    calls: job_lock job_row resume_run
create function lockstep.start_job(job text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform pg_advisory_xact_lock(lockstep_private.job_lock(job));
    perform lockstep_private.job_row(job);
    update lockstep_state.job_run as r
    set is_manual = true
    where r.job = start_job.job and r.finished_at is null;
    if not found then
        update lockstep_state.job as j
        set asked_at = coalesce(j.asked_at, clock_timestamp())
        where j.name = start_job.job;
        return;
    end if;

    perform lockstep.resume_run(r.id)
    from lockstep_state.job_run as o
    join lockstep_state.run as r on r.id = coalesce(o.verify_run, o.run)
    where o.job = start_job.job and o.finished_at is null and r.status = 'paused';
end;
$body$;

comment on function lockstep.start_job is
    'Asks for a run of a job now, also if it is paused (it stays so) or outside of its windows: '
    'the next tick begins it. One that has begun goes on. Raises LSJ08 and LSJ32.';
