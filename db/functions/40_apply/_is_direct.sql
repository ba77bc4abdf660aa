-- room: apply    audience: private    calls: has_unique_key
--
-- Otherwise rows have to be at hand, to be counted by key, to close their rejects, to find out
-- which one a trigger skipped; and where one was bad, others will be. Rows that this run refused
-- beforehand (refused_sql) are none of that: they were rows of other segments.
create function lockstep_private.is_direct(shape lockstep_private.shape, run bigint)
    returns boolean
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.has_unique_key((is_direct.shape).entity)
        and not exists (
            select
            from lockstep_state.reject as r
            where r.entity = (is_direct.shape).entity
                and r.closed_at is null
                and (
                    r.first_run <> is_direct.run
                    or r.sqlstate <> '23502' and r.reason <> 'unresolved_reference'
                )
        )
        and not exists (
            select
            from pg_class as c
            left join pg_trigger as t on t.tgrelid = c.oid and t.tgtype & 7 = 7
            where c.oid = to_regclass((is_direct.shape).target)
                and (c.relkind <> 'r' or c.relhasrules or t.oid is not null)
        );
$body$;

comment on function lockstep_private.is_direct is
    'May rows of a first load be written straight from the source? Not where a key may come twice, '
    'where rejects are open (but for those that the run itself refused beforehand), or where a '
    'trigger before the insert, a rule or a partition may skip rows.';
