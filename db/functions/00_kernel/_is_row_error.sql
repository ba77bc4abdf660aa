-- room: kernel    audience: private    calls: nothing
create function lockstep_private.is_row_error(code text)
    returns boolean
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select left(code, 2) in ('09', '21', '22', '23', '38', '44', '54', 'P0');
$body$;

comment on function lockstep_private.is_row_error is
    'Whether a failure is about the values of a row (trigger, data, constraint, check option, '
    'size) and not about the connection, the rights or the resources of the whole. code: '
    'SQLSTATE.';
