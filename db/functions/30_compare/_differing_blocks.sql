-- room: compare    audience: private    calls: block_sums_sql known_sums_sql
--
-- The costs make work here look dear, so that the planner leaves the sums to the source; without
-- sort, all parts hash into a few megabytes. The source is asked first and answers last: while it
-- sums, the parts of this side are read here (an asynchronous scan under Append).
create function lockstep_private.differing_blocks(
    shape       lockstep_private.shape,
    scope       lockstep_private.scope,
    out source_rows   bigint,
    out ledger_rows   bigint,
    out blocks        bigint[],
    out target_blocks bigint[]
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
    set enable_async_append = on
    set jit = off
as $body$
begin
    execute format(
        $sql$
        select
            coalesce(sum(b.rows) filter (where b.side = 'source'), 0),
            coalesce(sum(b.known) filter (where b.side = 'source'), 0),
            array_agg(b.block) filter (where b.side = 'source' and b.differs),
            array_agg(b.block) filter (where b.side = 'target' and b.differs)
        from (
            select
                p.side, p.block, sum(p.rows) as rows, sum(p.known) as known,
                coalesce(sum(p.rows), 0) <> coalesce(sum(p.known), 0)
                    or sum(p.hash) is distinct from sum(p.known_hash) as differs
            from (
                select
                    'source' as side, s.block, s.rows, s.hash, null::bigint as known,
                    null::numeric as known_hash
                from (%s) as s
                union all
                %s
            ) as p
            group by p.side, p.block
        ) as b
        $sql$,
        lockstep_private.block_sums_sql(shape, scope),
        lockstep_private.known_sums_sql(shape, scope)
    )
    into source_rows, ledger_rows, blocks, target_blocks;

    if scope.kind = 'all' then
        target_blocks := coalesce(target_blocks, '{}');
    end if;
end;
$body$;

comment on function lockstep_private.differing_blocks is
    'Compares the source with the ledger block by block: one aggregate over each. source_rows, '
    'ledger_rows: rows of both in the scope; blocks: numbers of those whose count or sum of hashes '
    'differ, null if none does. Of an entity as a whole (scope all) the target is compared with '
    'the ledger, too: target_blocks are those that differ, null if that was not asked.';
