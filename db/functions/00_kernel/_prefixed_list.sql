-- room: kernel    audience: private    calls: quoted_names
create function lockstep_private.prefixed_list(names text[], prefix text default '')
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select coalesce(array_to_string(lockstep_private.quoted_names(names, prefix), ', '), '')
    );
end;
$body$;

comment on function lockstep_private.prefixed_list is
    'Quoted names, each behind the prefix (an alias and a dot), with commas between them.';
