-- room: kernel    audience: private    calls: quoted_names
create function lockstep_private.prefixed_list(names text[], prefix text default '')
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(array_to_string(lockstep_private.quoted_names(names, prefix), ', '), '');
$body$;

comment on function lockstep_private.prefixed_list is
    'Quoted names, each behind the prefix (an alias and a dot), with commas between them.';
