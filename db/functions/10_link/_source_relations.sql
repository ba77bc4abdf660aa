-- room: link    audience: private    calls: acl_grants catalog_schema enabled_roles link_row login_names
--
-- has_table_privilege() is not shipped. So the source says which roles the login may act as (a view
-- there, evaluated as the login), and the access lists say what these may read.
create function lockstep_private.source_relations(link text)
    returns setof lockstep_private.far_relation
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_catalogs text := lockstep_private.catalog_schema(link);
    v_schemas  text[] := (lockstep_private.link_row(link)).remote_schemas;
    v_roles    text[] := lockstep_private.enabled_roles(link);
    v_is_super boolean;
    v_sees_all boolean;
begin
    execute format(
        $sql$
        select bool_and(r.rolname = any ($1)),
               bool_and(r.rolname = any ($1)) or bool_or(r.rolbypassrls and r.rolname = any ($2))
        from %I.pg_roles as r
        $sql$,
        v_catalogs
    )
    into v_is_super, v_sees_all
    using v_roles, lockstep_private.login_names(link);
    v_is_super := v_is_super or 'pg_read_all_data' = any (v_roles);

    return query execute format(
        $sql$
        select
            c.oid,
            n.nspname,
            c.relname,
            case c.relkind
                when 'r' then 'table'
                when 'p' then 'partitioned table'
                when 'v' then 'view'
                when 'm' then 'materialized view'
                when 'f' then 'foreign table'
            end,
            c.relispartition,
            case when c.relkind = 'p' then 0 else greatest(c.reltuples, 0)::bigint end,
            n.nspname = any ($1),
            $3 or lockstep_private.acl_grants(c.relacl, o.rolname, 'r', $2),
            case
                when not ($3 or lockstep_private.acl_grants(n.nspacl, s.rolname, 'U', $2))
                    then format('permission denied for schema %%I', n.nspname)
                when c.relrowsecurity and not $4
                    and (c.relforcerowsecurity or not o.rolname = any ($2))
                    then 'row security hides rows from this login: give it bypassrls'
                when c.relkind = 'm' and not c.relispopulated
                    then 'the materialized view has never been filled'
            end,
            (greatest(c.relpages, 0) + 3 * coalesce(a.relpages, 0)) * 8192::bigint
        from (
            select c.*
            from %1$I.pg_class as c
            where c.relkind in ('r', 'p', 'v', 'm', 'f') and c.relpersistence <> 't'
        ) as c
        join %1$I.pg_namespace as n on n.oid = c.relnamespace
        left join %1$I.pg_roles as o on o.oid = c.relowner
        left join %1$I.pg_roles as s on s.oid = n.nspowner
        left join %1$I.pg_class as a on a.oid = c.reltoastrelid
        where n.nspname = any ($1) or c.oid in (
            select i.inhrelid from %1$I.pg_inherits as i
            union all
            select i.inhparent from %1$I.pg_inherits as i
        )
        $sql$,
        v_catalogs
    )
    using v_schemas, v_roles, v_is_super, v_sees_all;
end;
$body$;

comment on function lockstep_private.source_relations is
    'Tables and views of the linked schemas, and tables of others that inherit from or to them.';
