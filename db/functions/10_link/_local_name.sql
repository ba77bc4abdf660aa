-- room: link    audience: private    calls: short_name
create function lockstep_private.local_name(remote_schema text, remote_table text, taken text[])
    returns text
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_name   text := lockstep_private.short_name(remote_table);
    v_number integer := 1;
begin
    if v_name = any (taken) then
        v_name := lockstep_private.short_name(remote_schema || '_' || remote_table);
    end if;

    while v_name = any (taken) loop
        v_number := v_number + 1;
        v_name := lockstep_private.short_name(
            remote_schema || '_' || remote_table, '_' || v_number
        );
    end loop;

    return v_name;
end;
$body$;

comment on function lockstep_private.local_name is
    'First name that is not taken: table, schema_table, schema_table_2 …';
