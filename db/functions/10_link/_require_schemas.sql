-- room: link    audience: private    calls: catalog_schema
create function lockstep_private.require_schemas(link text, schemas text[])
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_there   text[];
    v_missing text;
begin
    execute format(
        $sql$
        select array_agg(n.nspname order by n.nspname)
        from %I.pg_namespace as n
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
        $sql$,
        lockstep_private.catalog_schema(link)
    )
    into v_there;

    select string_agg(quote_ident(s.name), ', ' order by s.name)
    into v_missing
    from unnest(schemas) as s (name)
    where s.name <> all (coalesce(v_there, '{}'));

    if v_missing is not null then
        raise exception using
            errcode = 'LSL14',
            message = format('the source of link %L has no schema %s', link, v_missing),
            detail  = format('It has: %s.', array_to_string(v_there, ', ')),
            hint    = 'Name schemas that are there; capitals count.';
    end if;
end;
$body$;

comment on function lockstep_private.require_schemas is
    'Raises LSL14 if a schema does not exist at the source.';
