-- room: link    audience: private    calls: used_columns catalog_schema
--
-- One join that the source answers by itself, as joins here are out of favour. Types that are not
-- PostgreSQL's own (domains) may be written with a modifier here and without it there. A link that
-- an older version has made lacks the view until it is imported again.
create function lockstep_private.unlike_columns(shape lockstep_private.shape, link text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_hashjoin = off
    set enable_mergejoin = off
    set enable_nestloop = off
    set jit = off
as $body$
declare
    v_view   text := format('%I.column_types', lockstep_private.catalog_schema(link));
    v_used   jsonb;
    v_unlike text;
begin
    if to_regclass(v_view) is null then
        return null;
    end if;
    select jsonb_agg(to_jsonb(u.*)) into v_used from lockstep_private.used_columns(shape) as u;
    execute format(
        $sql$
        select string_agg(
            format('%%I.%%I.%%I', u.remote_schema, u.remote_table, u.name), ', '
            order by u.remote_schema, u.remote_table, u.name
        )
        from jsonb_to_recordset($1) as u (
            remote_schema text, remote_table text, name text, remote_type text
        )
        left join (
            select f.*
            from %s as f
            where f.remote_schema = any ($2) and f.remote_table = any ($3)
            offset 0
        ) as f
            on f.remote_schema = u.remote_schema
            and f.remote_table = u.remote_table
            and f.name = u.name
        where f.name is null or (
            u.remote_type is distinct from
                coalesce(format_type(to_regtype(f.type), f.typmod), f.type)
            and not (f.type like '%%.%%' and starts_with(u.remote_type, f.type))
        )
        $sql$,
        v_view
    )
    into v_unlike
    using
        v_used,
        array(select distinct u ->> 'remote_schema' from jsonb_array_elements(v_used) as u),
        array(select distinct u ->> 'remote_table' from jsonb_array_elements(v_used) as u);
    return v_unlike;
end;
$body$;

comment on function lockstep_private.unlike_columns is
    'A quick look which columns that an entity reads seem not to be at the source as they were '
    'linked, as a list; null if none.';
