-- room: compare    audience: private    calls: compared_sql differing_target_blocks
--
-- The costs make work here look dear, so that the planner leaves the sums to the source; without
-- sort, all parts hash into a few megabytes. The source takes longest: parallel workers here would
-- only take its time, if it is on the same machine.
create function lockstep_private.differing_blocks(
    shape       lockstep_private.shape,
    scope       lockstep_private.scope,
    out source_rows   bigint,
    out ledger_rows   bigint,
    out all_blocks    bigint,
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
    set max_parallel_workers_per_gather = 0
    set jit = off
as $body$
declare
    v_is_same boolean;
begin
    execute lockstep_private.compared_sql(shape, scope)
    into source_rows, ledger_rows, blocks, v_is_same, all_blocks;

    if scope.kind = 'all' then
        target_blocks := case
            when v_is_same then '{}'
            else lockstep_private.differing_target_blocks(shape)
        end;
    end if;
end;
$body$;

comment on function lockstep_private.differing_blocks is
    'Compares the source with the ledger block by block: one aggregate over each. source_rows, '
    'ledger_rows: rows of both in the scope; all_blocks: how many blocks they make; blocks: '
    'numbers of those whose count or sum of hashes differ, null if none does. Of an entity as a '
    'whole (scope all) the target is compared with the ledger, too: target_blocks are those that '
    'differ, null if that was not asked.';
