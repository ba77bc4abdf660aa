-- room: jobs    audience: private    calls: start_run is_in_step close_job_run
create function lockstep_private.advance_job_run(
    job     lockstep_state.job,
    job_run lockstep_state.job_run,
    at      timestamptz
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if job_run.verify_run is null and job_run.is_full and job.verify <> 'none' then
        update lockstep_state.job_run as r
        set verify_run = lockstep.start_run(
            job.verify, job.entities, false,
            jsonb_strip_nulls(jsonb_build_object('sample', job.sample))
        )
        where r.id = job_run.id;
        return 'worked';
    end if;

    perform lockstep_private.close_job_run(
        job_run.id,
        case
            when lockstep_private.is_in_step(job_run.run)
                and coalesce(lockstep_private.is_in_step(job_run.verify_run), true)
                then 'succeeded'
            else 'out_of_step'
        end,
        at
    );
    return 'closed';
end;
$body$;

comment on function lockstep_private.advance_job_run is
    'What follows when the sync of a job is through: what verifies it, or the end.';
