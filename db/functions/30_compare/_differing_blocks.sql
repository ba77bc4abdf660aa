-- room: compare    audience: private    calls: block_sums_sql known_sums_sql differing_target_blocks
--
-- The costs make work here look dear, so that the planner leaves the sums to the source; without
-- sort, all parts hash into a few megabytes. The source is asked first and answers last: while it
-- sums, the parts of this side are read here (an asynchronous scan: it must stand directly under
-- Append, so columns are used in the order in which the parts have them).
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
    set parallel_tuple_cost = 10
    set parallel_setup_cost = 100000
    set enable_sort = off
    set enable_async_append = on
    set jit = off
as $body$
declare
    v_is_same boolean;
    v_sums    jsonb;
begin
    execute format(
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
            jsonb_agg(jsonb_build_array(b.block, b.rows, b.hash)) filter (where b.side = 'target')
        from (
            select
                p.side, p.block, sum(p.rows) as rows, sum(p.hash) as hash, sum(p.known) as known,
                sum(p.known_hash) as known_hash, sum(p.known_target) as known_target
            from (%s union all %s) as p
            group by p.side, p.block
        ) as b
        $sql$,
        lockstep_private.block_sums_sql(shape, scope),
        lockstep_private.known_sums_sql(shape, scope)
    )
    into source_rows, ledger_rows, blocks, v_is_same, v_sums;

    if scope.kind = 'all' then
        target_blocks := case
            when v_is_same then '{}'
            else lockstep_private.differing_target_blocks(shape, coalesce(v_sums, '[]'))
        end;
    end if;
end;
$body$;

comment on function lockstep_private.differing_blocks is
    'Compares the source with the ledger block by block: one aggregate over each. source_rows, '
    'ledger_rows: rows of both in the scope; blocks: numbers of those whose count or sum of hashes '
    'differ, null if none does. Of an entity as a whole (scope all) the target is compared with '
    'the ledger, too: target_blocks are those that differ, null if that was not asked.';
