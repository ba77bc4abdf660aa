-- room: compare    audience: private    calls: prefixed_list joined_sql
--
-- Looks at target rows only. A row that also changed at the source is a conflict; one whose target
-- row is gone is missing, whatever the source did. Few rows are looked up one by one (the lateral
-- join): left to itself, the planner would read the whole target for each segment.
create function lockstep_private.find_drift(
    shape         lockstep_private.shape,
    scope         lockstep_private.scope,
    target_blocks bigint[]
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
declare
    v_is_large boolean := scope.kind = 'all' and coalesce(cardinality(target_blocks), 4096) > 512;
begin
    if cardinality(target_blocks) = 0 then
        return;
    end if;

    execute format(
        $sql$
        with drifted as materialized (
            select %1$s, %2$s, t.%3$I is null as is_missing
            from %4$s as l
            left join %5$s
            where l.settled_at is null
                and %6$s
                and (t.%3$I is null or %7$s is distinct from l.target_hash)
        ),
        known as (
            update pg_temp.lockstep_diff as d
            set state = case when x.is_missing then 'missing' else 'conflict' end
            from drifted as x
            where %8$s and d.state = 'update'
        )
        insert into pg_temp.lockstep_diff
        select %9$s, %10$s, case when x.is_missing then 'missing' else 'drift' end, null
        from drifted as x
        where not exists (select from pg_temp.lockstep_diff as d where %8$s)
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.target_keys[1],
        shape.ledger,
        format(
            case
                when v_is_large then '%1$s as t on %2$s'
                else 'lateral (select t.* from %1$s as t where %2$s offset 0) as t on true'
            end,
            shape.target,
            lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.')
        ),
        format(
            case when target_blocks is null then '(%s)' else '(%s) and %s = any (%L::bigint[])' end,
            scope.ledger_sql, shape.ledger_target_block, target_blocks
        ),
        shape.target_hash,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'd.', shape.ledger_source_keys, 'x.'),
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'x.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'x.')
    );
end;
$body$;

comment on function lockstep_private.find_drift is
    'Adds to lockstep_diff what happened to target rows since lockstep wrote them: drift, '
    'missing, and conflict for rows that changed on both sides. target_blocks: only rows in these '
    'blocks of the target''s keys are looked at; null for all rows of the scope.';
