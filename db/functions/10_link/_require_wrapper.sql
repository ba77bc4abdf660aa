-- room: link    audience: private    calls: nothing
create function lockstep_private.require_wrapper(wrapper text default 'postgres_fdw')
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_schema_sql text := '';
    v_create_sql text := '';
    v_cause      text := 'This role may not use the foreign data wrapper.';
begin
    if to_regnamespace('extensions') is null then
        v_schema_sql := 'create schema extensions; ';
    end if;

    if not exists (select from pg_extension as e where e.extname = wrapper) then
        v_create_sql := format('create extension %I with schema extensions; ', wrapper);
        begin
            execute v_schema_sql || v_create_sql;
        exception
            when insufficient_privilege or feature_not_supported or undefined_file then
                v_cause := sqlerrm;
        end;
    end if;

    if exists (
        select from pg_foreign_data_wrapper as w
        where w.fdwname = wrapper and has_foreign_data_wrapper_privilege(w.oid, 'USAGE')
    ) then
        return;
    end if;

    raise exception using
        errcode = 'LSL05',
        message = format('role %L cannot use extension %L', current_user, wrapper),
        detail  = v_cause,
        hint    = format(
            'A superuser can run here: %s%sgrant usage on foreign data wrapper %I to %I;',
            case when v_create_sql <> '' then v_schema_sql else '' end,
            v_create_sql, wrapper, current_user
        );
end;
$body$;

comment on function lockstep_private.require_wrapper is
    'Creates the extension if it is not there yet. Raises LSL05 with the statements that help.';
