-- room: compare    audience: private    calls: in_blocks_sql key_hashes_sql prefixed_list joined_sql refuse_duplicates
--
-- Rows that moved are looked up in the ledger one by one, since they are few: of a source without
-- statistics the planner would guess a third of all rows, and read the whole ledger.
create function lockstep_private.find_changes(
    shape  lockstep_private.shape,
    scope  lockstep_private.scope,
    blocks bigint[] default null
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
    set enable_hashjoin = on
    set enable_mergejoin = on
    set jit = off
as $body$
declare
    v_source_sql text := scope.source_sql;
    v_ledger_sql text := scope.ledger_sql;
    v_rows       bigint;
begin
    if scope.is_partial then
        perform set_config('enable_hashjoin', 'off', true);
        perform set_config('enable_mergejoin', 'off', true);
    end if;
    if blocks is not null then
        v_source_sql := v_source_sql || ' and ' || lockstep_private.in_blocks_sql(
            shape, shape.source_block, shape.range_source, blocks
        );
        v_ledger_sql := v_ledger_sql || ' and ' || lockstep_private.in_blocks_sql(
            shape, shape.ledger_block, shape.range_ledger, blocks
        );
    end if;

    execute format(
        $sql$
        with source as materialized (%1$s),
        found as (
            insert into pg_temp.lockstep_diff
            select
                %2$s,
                %3$s,
                case
                    when s.rows > 1 then 'duplicate'
                    when s.rows is null then 'delete'
                    when l.run is null or l.settled_at is not null then 'insert'
                    else 'update'
                end,
                s.hash
            from source as s
            %4$s join (select l.* from %5$s as l where %6$s) as l on %7$s
            where s.rows > 1
                or (s.rows is null and l.settled_at is null)
                or (s.rows = 1 and (
                    l.run is null or l.settled_at is not null
                    or l.source_hash is distinct from s.hash
                ))
        )
        select count(*) from source
        $sql$,
        lockstep_private.key_hashes_sql(shape, v_source_sql),
        (
            select string_agg(format('coalesce(s.%1$I, l.%1$I)', k), ', ')
            from unnest(shape.ledger_source_keys) as k
        ),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        case when scope.is_partial then 'left' else 'full' end,
        shape.ledger,
        v_ledger_sql,
        lockstep_private.joined_sql(shape.ledger_source_keys, 's.', shape.ledger_source_keys, 'l.')
    )
    into v_rows;

    perform lockstep_private.refuse_duplicates(shape);
    return v_rows;
end;
$body$;

comment on function lockstep_private.find_changes is
    'Fills lockstep_diff with the rows of the scope (and of the blocks, if given) whose source '
    'differs from the ledger: insert, update or delete. Returns how many rows the source has '
    'there.';
