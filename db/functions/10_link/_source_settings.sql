-- room: link    audience: private    calls: catalog_schema refuse_connection
create function lockstep_private.source_settings(link text)
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_settings jsonb;
    v_code     text;
    v_cause    text;
begin
    begin
        execute format(
            $sql$
            select jsonb_object_agg(s.name, s.setting)
            from %I.pg_settings as s
            where s.name in (
                'server_version', 'server_version_num', 'default_transaction_read_only'
            )
            $sql$,
            lockstep_private.catalog_schema(link)
        )
        into v_settings;
        return v_settings;
    exception
        when sqlstate '08001' or sqlstate '08006' or sqlstate '2F003' or undefined_object then
            get stacked diagnostics
                v_code  = returned_sqlstate,
                v_cause = pg_exception_detail;
            v_cause := concat_ws(': ', sqlerrm, nullif(v_cause, ''));
    end;

    perform lockstep_private.refuse_connection(link, v_code, v_cause);
    return null;
end;
$body$;

comment on function lockstep_private.source_settings is
    'Connects to the source and returns the settings of the session there. Raises one clear error '
    'if that cannot be done.';
