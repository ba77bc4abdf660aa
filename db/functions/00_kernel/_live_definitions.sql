-- room: kernel    audience: private    calls: nothing
--
-- Functions and views as the catalog shows them now. What it shows depends on
-- search_path, so it is compared only with what this function itself has seen.
create function lockstep_private.live_definitions()
    returns table (signature text, definition_hash text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select p.oid::regprocedure::text, md5(pg_get_functiondef(p.oid))
    from pg_proc as p
    join pg_namespace as n on n.oid = p.pronamespace
    where n.nspname in ('lockstep', 'lockstep_private') and p.prokind in ('f', 'p')
    union all
    select 'view ' || c.oid::regclass::text, md5(pg_get_viewdef(c.oid))
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname in ('lockstep', 'lockstep_private') and c.relkind = 'v';
$body$;

comment on function lockstep_private.live_definitions is
    'Every function and view of lockstep with a hash of its definition, as it is now.';
