-- room: compare    audience: private    calls: block_sums_sql known_sums_sql
--
-- The source is asked first and answers last: while it sums, the parts of this side are read here.
-- That is an asynchronous scan, which must stand directly under Append: so columns are used in the
-- order in which the parts have them. Each part has a block once, and max is cheaper than sum.
create function lockstep_private.compared_sql(
    shape lockstep_private.shape,
    scope lockstep_private.scope
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select
            coalesce(sum(b.rows) filter (where b.side = 'source'), 0),
            coalesce(sum(b.known) filter (where b.side = 'source'), 0),
            array_agg(b.block) filter (
                where b.side = 'source' and (
                    coalesce(b.rows, 0) <> coalesce(b.known, 0)
                    or b.hash is distinct from b.known_hash
                )
            ),
            coalesce(sum(b.rows) filter (where b.side = 'target'), 0) = coalesce(sum(b.known), 0)
                and sum(b.hash) filter (where b.side = 'target')
                    is not distinct from sum(b.known_target),
            count(*) filter (where b.side = 'source')
        from (
            select
                p.side, p.block, max(p.rows) as rows, max(p.hash) as hash, max(p.known) as known,
                max(p.known_hash) as known_hash, max(p.known_target) as known_target
            from (%s union all %s) as p
            group by p.side, p.block
        ) as b
        $sql$,
        lockstep_private.block_sums_sql(shape, scope),
        lockstep_private.known_sums_sql(shape, scope)
    );
$body$;

comment on function lockstep_private.compared_sql is
    'The statement that compares source and ledger, and in scope all also target and ledger: rows '
    'at the source and in the ledger, blocks that differ, whether target and ledger add up to the '
    'same, and how many blocks there are.';
