-- room: compare    audience: private    calls: drifted_sql joined_sql prefixed_list
--
-- Looks at target rows only. A row that also changed at the source is a conflict; one whose target
-- row is gone is missing, whatever the source did.
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
begin
    if cardinality(target_blocks) = 0 then
        return;
    end if;

    execute format(
        $sql$
        with %1$s,
        known as (
            update pg_temp.lockstep_diff as d
            set state = case when x.is_missing then 'missing' else 'conflict' end
            from drifted as x
            where %2$s and d.state = 'update'
        )
        insert into pg_temp.lockstep_diff
        select %3$s, %4$s, case when x.is_missing then 'missing' else 'drift' end, null
        from drifted as x
        where not exists (select from pg_temp.lockstep_diff as d where %2$s)
        $sql$,
        lockstep_private.drifted_sql(
            shape,
            format(
                case
                    when target_blocks is null then '%s'
                    else '(%s) and %s = any (%L::bigint[])'
                end,
                scope.ledger_sql, shape.ledger_target_block, target_blocks
            ),
            scope.kind = 'all' and coalesce(cardinality(target_blocks), 4096) > 512
        ),
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
