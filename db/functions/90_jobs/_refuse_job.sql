-- room: jobs    audience: private    calls: nothing
create function lockstep_private.refuse_job(problem text)
    returns void
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    raise exception using
        errcode = 'LSJ30',
        message = format('a job cannot be: %s', problem),
        hint    = 'See docs/operations.md, or \df+ lockstep.create_job.';
end;
$body$;

comment on function lockstep_private.refuse_job is
    'Says what is wrong with the definition of a job. Raises LSJ30.';
