-- room: jobs    audience: private    calls: nothing
create function lockstep_private.job_lock(job text)
    returns bigint
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select hashtextextended('lockstep.job.' || job, 0);
$body$;

comment on function lockstep_private.job_lock is
    'Key of the advisory lock that a tick of a job holds until it commits. Who changes a job waits '
    'for it.';
