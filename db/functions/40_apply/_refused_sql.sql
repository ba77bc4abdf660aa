-- room: apply    audience: private    calls: hard_refs null_column_sql
create function lockstep_private.refused_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        '(coalesce(p.lockstep_unresolved ?| %L::text[], false) or (%s) is not null)',
        lockstep_private.hard_refs((refused_sql.shape).entity),
        lockstep_private.null_column_sql(refused_sql.shape)
    );
$body$;

comment on function lockstep_private.refused_sql is
    'Condition over a projected row p: it cannot be written, for a reference that finds nothing or '
    'a NULL where that must not be. Known beforehand, such rows need not be found one by one.';
