-- room: link    audience: private    calls: acl_grants catalog_schema enabled_roles link_row
--
-- Domains are followed down to what they are made of. Since 18 a NOT NULL can be declared without
-- being true yet: such a constraint promises nothing.
create function lockstep_private.source_attributes(link text, relations oid[])
    returns setof lockstep_private.far_attribute
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_version     integer := (lockstep_private.link_row(link)).remote_version;
    v_collate_sql text := case when v_version >= 120000 then 'not x.collisdeterministic'
        else 'false' end;
begin
    return query execute format(
        $sql$
        with recursive
        attribute as materialized (
            select a.*
            from %1$I.pg_attribute as a
            where a.attrelid = any ($1) and a.attnum > 0 and not a.attisdropped
        ),
        type as materialized (
            select t.*, n.nspname,
                case when n.nspname <> 'pg_catalog' then quote_ident(n.nspname) || '.' else '' end
                    || quote_ident(t.typname) as full_name
            from %1$I.pg_type as t
            join %1$I.pg_namespace as n on n.oid = t.typnamespace
        ),
        behind (declared, type, typmod) as (
            select t.oid, t.typbasetype, t.typtypmod from type as t where t.typtype = 'd'
            union all
            select b.declared, t.typbasetype, t.typtypmod
            from behind as b
            join type as t on t.oid = b.type
            where t.typtype = 'd'
        ),
        unproved as materialized (
            select c.conrelid, c.conkey[1] as attnum
            from %1$I.pg_constraint as c
            where c.contype = 'n' and not c.convalidated
        )
        select
            a.attrelid,
            a.attnum,
            a.attname,
            coalesce(de.full_name || '[]', d.full_name),
            case when coalesce(e.nspname, t.nspname) = 'pg_catalog'
                then coalesce(e.typname, t.typname) end,
            coalesce(b.typmod, a.atttypmod),
            e.oid is not null,
            a.attnotnull and u.attnum is null,
            a.attacl is not null and lockstep_private.acl_grants(a.attacl, null, 'r', $2),
            coalesce(%2$s, false)
        from attribute as a
        left join type as d on d.oid = a.atttypid
        left join type as de on de.oid = d.typelem and de.typarray = d.oid
        left join (
            select b.* from behind as b join type as t on t.oid = b.type where t.typtype <> 'd'
        ) as b on b.declared = a.atttypid
        left join type as t on t.oid = coalesce(b.type, a.atttypid)
        left join type as e on e.oid = t.typelem and e.typarray = t.oid
        left join unproved as u on u.conrelid = a.attrelid and u.attnum = a.attnum
        left join %1$I.pg_collation as x on x.oid = a.attcollation
        $sql$,
        lockstep_private.catalog_schema(link),
        v_collate_sql
    )
    using relations, lockstep_private.enabled_roles(link);
end;
$body$;

comment on function lockstep_private.source_attributes is
    'The columns of tables and views of the source, without dropped ones.';
