-- room: jobs    audience: public    calls: job_row run_jobs
create procedure lockstep.run_job(job text, budget interval default interval '90 seconds')
    language plpgsql
as $body$
begin
    perform lockstep_private.job_row(job);
    call lockstep.run_jobs(budget, array[job]);
end;
$body$;

comment on procedure lockstep.run_job is
    'The same as lockstep.run_jobs() for one job, for those who want an entry of pg_cron, and a '
    'session, for each. Raises LSJ32.';
