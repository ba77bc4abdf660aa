-- room: jobs    audience: private    calls: redefined_entities start_job_sync resume_run step limit_job_run advance_job_run close_job_run
create function lockstep_private.work_job(
    job     lockstep_state.job,
    job_run lockstep_state.job_run,
    at      timestamptz
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_run  bigint := coalesce(job_run.verify_run, job_run.run);
    r_step record;
begin
    if v_run is null or lockstep_private.redefined_entities(v_run) <> '{}' then
        update lockstep_state.job_run as r set verify_run = null where r.id = job_run.id;
        perform lockstep_private.start_job_sync(job, job_run);
        return 'worked';
    end if;
    if job_run.is_waiting then
        update lockstep_state.job_run as r set is_waiting = false where r.id = job_run.id;
        perform lockstep.resume_run(r.id)
        from lockstep_state.run as r
        where r.id = v_run and r.status = 'paused';
    end if;

    select s.* into r_step from lockstep.step(v_run) as s;
    update lockstep_state.job_run as r
    set steps = r.steps + (r_step.work is not null)::integer,
        rows = r.rows + coalesce(r_step.rows, 0),
        written = r.written + coalesce(r_step.written, 0),
        seconds = r.seconds + coalesce(r_step.seconds, 0)
    where r.id = job_run.id;

    case r_step.status
        when 'worked' then
            return lockstep_private.limit_job_run(job, job_run.id, at);
        when 'completed' then
            return lockstep_private.advance_job_run(job, job_run, at);
        when 'cancelled', 'failed' then
            perform lockstep_private.close_job_run(
                job_run.id, r_step.status, at, r.error_code, r.error
            )
            from lockstep_state.run as r
            where r.id = v_run;
            return 'closed';
        else
            return r_step.status;
    end case;
end;
$body$;

comment on function lockstep_private.work_job is
    'One step of a run of a job: starts its sync, steps it, verifies behind it, closes the books. '
    'worked or closed; paused by somebody, or wait while others hold what is left.';
