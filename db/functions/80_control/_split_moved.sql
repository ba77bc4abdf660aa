-- room: control    audience: private    calls: plan_keys source_keys_sql key_json_sql
--
-- Segments of keys see what a look at moved rows does not: what happened to the target rows. A row
-- that was refused is tried again even if it did not move, since what was in its way may have gone.
create function lockstep_private.split_moved(
    shape    lockstep_private.shape,
    scope    lockstep_private.scope,
    segment  lockstep_state.segment,
    is_empty boolean
)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.plan_keys(
        segment,
        format(
            $sql$
            %s
            union
            select r.source_key
            from lockstep_state.reject as r
            where r.entity = %L and r.operation = 'write' and r.closed_at is null
            $sql$,
            case
                when is_empty then lockstep_private.source_keys_sql(shape, scope.source_sql)
                else format(
                    'select %s from pg_temp.lockstep_diff as d',
                    lockstep_private.key_json_sql(shape.ledger_source_keys, 'd.')
                )
            end,
            shape.entity
        ),
        shape.batch_rows
    );
$body$;

comment on function lockstep_private.split_moved is
    'Turns the rows that moved, and those that were refused before, into segments of keys.';
