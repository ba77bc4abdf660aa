-- room: jobs    audience: private    calls: nothing
create function lockstep_private.job_row(job text)
    returns lockstep_state.job
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_job lockstep_state.job;
begin
    select j.* into r_job from lockstep_state.job as j where j.name = job;
    if not found then
        raise exception using
            errcode = 'LSJ32',
            message = format('job %L does not exist', job),
            hint    = 'List the jobs: lockstep job list (select * from lockstep.jobs).';
    end if;

    return r_job;
end;
$body$;

comment on function lockstep_private.job_row is
    'A job. Raises LSJ32 if there is none of that name.';
