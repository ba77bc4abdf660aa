-- room: jobs    audience: private    calls: pause_run close_job_run
create function lockstep_private.limit_job_run(
    job     lockstep_state.job,
    job_run bigint,
    at      timestamptz
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.job_run;
begin
    select r.* into strict r_run from lockstep_state.job_run as r where r.id = job_run;
    if r_run.verify_run is not null or not (
        coalesce(r_run.written >= job.max_rows, false)
        or coalesce(r_run.seconds >= job.max_minutes * 60, false)
    ) then
        return 'worked';
    end if;

    perform lockstep.pause_run(r_run.run);
    perform lockstep_private.close_job_run(r_run.id, 'stopped', at);
    return 'closed';
end;
$body$;

comment on function lockstep_private.limit_job_run is
    'Stops a run of a job that reached its limit of rows or minutes; the next one goes on with its '
    'sync.';
