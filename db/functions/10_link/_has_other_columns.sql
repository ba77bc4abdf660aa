-- room: link    audience: private    calls: used_columns catalog_schema
--
-- One join that the source answers by itself, as joins here are out of favour. What is written in
-- another way there (domains) is compared by its beginning; who is in doubt asks more closely.
create function lockstep_private.has_other_columns(shape lockstep_private.shape, link text)
    returns boolean
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_hashjoin = off
    set enable_mergejoin = off
    set enable_nestloop = off
    set jit = off
as $body$
declare
    v_used  jsonb;
    v_other boolean;
begin
    select jsonb_agg(to_jsonb(u.*)) into v_used from lockstep_private.used_columns(shape) as u;
    execute format(
        $sql$
        select not coalesce(bool_and(
            f.attname is not null and (
                u.remote_type is not distinct from
                    format_type(to_regtype(f.full_name), f.atttypmod)
                or u.remote_type like f.full_name || '%%'
            )
        ), true)
        from jsonb_to_recordset($1) as u (
            remote_schema text, remote_table text, name text, remote_type text
        )
        left join (
            select
                n.nspname, c.relname, a.attname, a.atttypmod,
                case
                    when x.nspname = 'pg_catalog' then quote_ident(t.typname)
                    when t.typname like '\_%%'
                        then format('%%I.%%I[]', x.nspname, substr(t.typname, 2))
                    else format('%%I.%%I', x.nspname, t.typname)
                end as full_name
            from %1$I.pg_attribute as a
            join %1$I.pg_class as c on c.oid = a.attrelid
            join %1$I.pg_namespace as n on n.oid = c.relnamespace
            join %1$I.pg_type as t on t.oid = a.atttypid
            join %1$I.pg_namespace as x on x.oid = t.typnamespace
            where n.nspname = any ($2)
                and c.relname = any ($3)
                and a.attnum > 0
                and not a.attisdropped
        ) as f
            on f.nspname = u.remote_schema
            and f.relname = u.remote_table
            and f.attname = u.name
        $sql$,
        lockstep_private.catalog_schema(link)
    )
    into v_other
    using
        v_used,
        array(select distinct u ->> 'remote_schema' from jsonb_array_elements(v_used) as u),
        array(select distinct u ->> 'remote_table' from jsonb_array_elements(v_used) as u);
    return v_other;
end;
$body$;

comment on function lockstep_private.has_other_columns is
    'A quick look whether columns that an entity reads seem not to be at the source as they were '
    'linked; false is sure, true is not.';
