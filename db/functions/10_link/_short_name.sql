-- room: link    audience: private    calls: nothing
create function lockstep_private.short_name(name text, suffix text default '')
    returns text
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_name text := name;
begin
    while octet_length(v_name || suffix) > 63 loop
        v_name := left(v_name, -1);
    end loop;

    return v_name || suffix;
end;
$body$;

comment on function lockstep_private.short_name is
    'The name with the suffix, cut between characters to the 63 bytes that an identifier may '
    'have.';
