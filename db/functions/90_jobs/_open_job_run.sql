-- room: jobs    audience: private    calls: next_time
--
-- Times that were missed are made up for by one run: the next is reckoned from now. It is never set
-- back, so a clock that is set back brings no time twice.
create function lockstep_private.open_job_run(job lockstep_state.job, at timestamptz)
    returns lockstep_state.job_run
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.job_run;
begin
    insert into lockstep_state.job_run (job, planned_at, started_at, is_manual, is_full)
    values (
        job.name,
        coalesce(job.asked_at, job.next_run_at),
        at,
        job.asked_at is not null,
        coalesce(job.next_full_at <= at, true)
    )
    returning * into r_run;

    update lockstep_state.job as j
    set asked_at = null,
        next_run_at = case
            when j.next_run_at > open_job_run.at then j.next_run_at
            else lockstep_private.next_time(j.cron, j.every_days, j.zone, open_job_run.at)
        end
    where j.name = job.name;
    return r_run;
end;
$body$;

comment on function lockstep_private.open_job_run is
    'Begins a run of a job that is due, and says when it is due next.';
