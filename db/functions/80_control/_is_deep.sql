-- room: control    audience: private    calls: nothing
create function lockstep_private.is_deep(run lockstep_state.run)
    returns boolean
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select (run).kind = 'validate' or coalesce(((run).options ->> 'deep')::boolean, false);
$body$;

comment on function lockstep_private.is_deep is
    'Does a run compare what the mapping makes of the source with the target, without the ledger?';
