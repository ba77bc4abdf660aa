-- room: link    audience: private    calls: require_settings source_settings
create function lockstep_private.open_source(link text)
    returns integer
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_settings jsonb := lockstep_private.source_settings(link);
begin
    perform lockstep_private.require_settings(link, v_settings);

    return (v_settings ->> 'server_version_num')::integer;
end;
$body$;

comment on function lockstep_private.open_source is
    'Connects to the source and returns its version. Raises an error if it cannot serve as a '
    'source.';
