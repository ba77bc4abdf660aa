-- room: compare    audience: private    calls: block_sums_sql
--
-- The costs make work here look dear, so that the planner leaves the sums to the source; without
-- sort, both halves hash into a few megabytes.
create function lockstep_private.differing_blocks(
    shape       lockstep_private.shape,
    scope       lockstep_private.scope,
    out source_rows bigint,
    out ledger_rows bigint,
    out blocks      bigint[]
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
    set jit = off
as $body$
begin
    execute format(
        $sql$
        select
            coalesce(sum(s.rows), 0),
            coalesce(sum(l.rows), 0),
            array_agg(coalesce(s.block, l.block)) filter (
                where s.rows is distinct from l.rows or s.hash is distinct from l.hash
            )
        from (%s) as s
        full join (
            select %s as block, count(*) as rows, sum(l.source_hash) as hash
            from %s as l
            where l.settled_at is null and %s
            group by 1
        ) as l on l.block = s.block
        $sql$,
        lockstep_private.block_sums_sql(shape, scope),
        shape.ledger_block, shape.ledger, scope.ledger_sql
    )
    into source_rows, ledger_rows, blocks;
end;
$body$;

comment on function lockstep_private.differing_blocks is
    'Compares the sums of the source with those of the ledger: rows on both sides and the blocks '
    'that differ (null for none).';
