-- room: compare    audience: private    calls: prefixed_list joined_sql
--
-- Looks at target rows only. A row that also changed at the source is a conflict; one whose target
-- row is gone is missing, whatever the source did. Rows that come back over a kept target row are
-- written over it. A segment finds its target rows by their unique index: left to itself, the
-- planner would read the whole target for each segment.
create function lockstep_private.find_drift(
    shape lockstep_private.shape,
    scope lockstep_private.scope
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_hashjoin = on
    set enable_mergejoin = on
    set jit = off
as $body$
begin
    if scope.kind <> 'all' then
        perform set_config('enable_hashjoin', 'off', true);
        perform set_config('enable_mergejoin', 'off', true);
    end if;

    execute format(
        $sql$
        with drifted as materialized (
            select %1$s, %2$s, t.%3$I is null as is_missing
            from %4$s as l
            left join %5$s as t on %6$s
            where l.settled_at is null
                and (%7$s)
                and (t.%3$I is null or %8$s is distinct from l.target_hash)
        ),
        known as (
            update pg_temp.lockstep_diff as d
            set state = case when x.is_missing then 'missing' else 'conflict' end
            from drifted as x
            where %9$s and d.state = 'update'
        )
        insert into pg_temp.lockstep_diff
        select %10$s, %11$s, case when x.is_missing then 'missing' else 'drift' end, null
        from drifted as x
        where not exists (select from pg_temp.lockstep_diff as d where %9$s)
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.target_keys[1],
        shape.ledger,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.'),
        scope.ledger_sql,
        shape.target_hash,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'd.', shape.ledger_source_keys, 'x.'),
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'x.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'x.')
    );

    execute format(
        $sql$
        update pg_temp.lockstep_diff as d
        set state = 'update'
        from %s as t
        where d.state = 'insert' and %s
        $sql$,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'd.')
    );
end;
$body$;

comment on function lockstep_private.find_drift is
    'Adds to lockstep_diff what happened to target rows since lockstep wrote them: drift, '
    'missing, and conflict for rows that changed on both sides.';
