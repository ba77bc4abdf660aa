-- room: jobs    audience: public    calls: job_lock job_row next_time resume_run redefined_entities
create function lockstep.resume_job(job text)
    returns timestamptz
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_next timestamptz;
begin
    perform pg_advisory_xact_lock(lockstep_private.job_lock(job));
    perform lockstep_private.job_row(job);
    update lockstep_state.job as j
    set paused_at = null,
        failures = 0,
        next_run_at = lockstep_private.next_time(j.cron, j.every_days, j.zone, clock_timestamp())
    where j.name = resume_job.job
    returning j.next_run_at into v_next;
    perform lockstep.resume_run(r.id)
    from lockstep_state.job_run as o
    join lockstep_state.run as r on r.id = coalesce(o.verify_run, o.run)
    where o.job = resume_job.job
        and o.finished_at is null
        and r.status = 'paused'
        and not o.is_waiting
        and lockstep_private.redefined_entities(r.id) = '{}';
    return v_next;
end;
$body$;

comment on function lockstep.resume_job is
    'Lets a job go on that was paused, and returns when it is due, reckoned anew from now: what it '
    'missed is not made up for; what it had begun goes on. Raises LSJ32.';
