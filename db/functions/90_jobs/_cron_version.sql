-- room: jobs    audience: private    calls: nothing
create function lockstep_private.cron_version()
    returns integer[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_to_array(substring(e.extversion from '^\d+\.\d+'), '.')::integer[]
    from pg_extension as e
    where e.extname = 'pg_cron';
$body$;

comment on function lockstep_private.cron_version is
    'Version of pg_cron in this database; null if it is not there.';
