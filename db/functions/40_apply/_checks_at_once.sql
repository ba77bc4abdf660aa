-- room: apply    audience: private    calls: secondary_objects
--
-- A foreign key asks for each row by a query of its own, which took a third of a first load. One
-- join for all rows with the same locks says the same. While it does, triggers are silent: so there
-- must be no others, also none that makes sure of a constraint that can wait, or that fires only
-- then.
create function lockstep_private.checks_at_once(target text)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select current_setting('session_replication_role') = 'origin'
        and count(*) > 0
        and bool_and(coalesce(
            t.tgenabled = 'O'
                and c.contype = 'f'
                and has_table_privilege(k.refers_to, 'select')
                and has_table_privilege(k.refers_to, 'update')
                and not row_security_active(k.refers_to),
            false
        ))
    from pg_trigger as t
    left join pg_constraint as c on c.oid = t.tgconstraint
    left join lockstep_private.secondary_objects(checks_at_once.target) as k
        on k.kind = 'foreign key' and k.name = c.conname
    where t.tgrelid = to_regclass(checks_at_once.target)
        and t.tgtype & 4 = 4
        and t.tgenabled not in ('A', 'D');
$body$;

comment on function lockstep_private.checks_at_once is
    'May the foreign keys of a table be checked for many new rows at once? Not beside other '
    'triggers on insert, nor where the rows referred to cannot be locked by us.';
