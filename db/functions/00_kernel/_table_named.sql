-- room: kernel    audience: private    calls: nothing
create function lockstep_private.table_named(name text, search_path text)
    returns regclass
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform set_config('search_path', table_named.search_path, true);
    return to_regclass(name);
exception
    when invalid_name or syntax_error then
        return null;
end;
$body$;

comment on function lockstep_private.table_named is
    'The relation that the name means under this search_path; null if there is none.';
