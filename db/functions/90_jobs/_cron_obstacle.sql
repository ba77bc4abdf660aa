-- room: jobs    audience: private    calls: cron_version
create function lockstep_private.cron_obstacle(every text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when v.version is null then 'it is not installed in this database'
        when not coalesce(has_schema_privilege(to_regnamespace('cron'), 'usage'), false)
            then format('role %s may not use schema cron', current_user)
        when cron_obstacle.every ~ 'second' and v.version < '{1,5}'
            then format('version %s knows no seconds', array_to_string(v.version, '.'))
    end
    from lockstep_private.cron_version() as v (version);
$body$;

comment on function lockstep_private.cron_obstacle is
    'Why pg_cron cannot call us by such a schedule; null if it can.';
