-- room: link    audience: private    calls: catalog_schema
create function lockstep_private.enabled_roles(link text)
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_roles text[];
begin
    execute format(
        'select array_agg(r.role_name) from %I.enabled_roles as r',
        lockstep_private.catalog_schema(link)
    )
    into v_roles;

    return v_roles;
end;
$body$;

comment on function lockstep_private.enabled_roles is
    'The roles of the source whose rights the login has.';
