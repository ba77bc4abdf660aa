-- room: validate    audience: private    calls: nothing
create function lockstep_private.is_of_check(code text)
    returns boolean
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select left(code, 2) in ('09', '0A', '20', '21', '22', '23', '25', '38', '42', '44', '54', 'P0')
        or code like 'LS%';
$body$;

comment on function lockstep_private.is_of_check is
    'Whether a failure is about what is checked (its rows, its names, the rights on it) and not '
    'about the connection or the resources of the whole. code: SQLSTATE.';
