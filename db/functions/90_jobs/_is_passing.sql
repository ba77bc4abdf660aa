-- room: jobs    audience: private    calls: nothing
create function lockstep_private.is_passing(code text)
    returns boolean
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select code ~ '^(08|40|53|55|57|58)' or code in ('HV00N', 'XX000', 'LSJ04', 'LSJ08');
$body$;

comment on function lockstep_private.is_passing is
    'Whether an error may be over soon: of connections, servers, locks, or of another run. Not: of '
    'rows, mappings and rights.';
