-- room: jobs    audience: private    calls: cron_version
--
-- The name of the table stands in a string, so that nothing depends on pg_cron.
create function lockstep_private.cron_entries()
    returns table (schedule text, command text, is_active boolean, username text)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if lockstep_private.cron_version() is null
        or not has_schema_privilege(to_regnamespace('cron'), 'usage')
    then
        return;
    end if;
    return query execute $sql$
        select j.schedule, j.command, j.active, j.username
        from cron.job as j
        where j.jobname = 'lockstep' and j.database = current_database()
        order by j.username
    $sql$;
end;
$body$;

comment on function lockstep_private.cron_entries is
    'The entries of pg_cron that call lockstep, as far as this role sees them.';
