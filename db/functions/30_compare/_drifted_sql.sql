-- room: compare    audience: private    calls: prefixed_list joined_sql
--
-- Of rows with another version than lockstep left, the content counts. If it is the same, as after
-- a rewrite of the table, the ledger notes the version.
--
-- Few rows are looked up one by one (the lateral join): left to itself, the planner would read the
-- whole target for each segment.
create function lockstep_private.drifted_sql(
    shape    lockstep_private.shape,
    ledger_sql text,
    is_large boolean
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        suspect as materialized (
            select
                %1$s, %2$s, t.%3$I is null as is_missing,
                %4$s is not distinct from l.target_hash as is_same,
                t.lockstep_version as version
            from %5$s as l
            left join %6$s
            where l.settled_at is null
                and (%7$s)
                and (t.%3$I is null or t.lockstep_version is distinct from l.target_version)
        ),
        seen as (
            update %5$s as l
            set target_version = x.version
            from suspect as x
            where %8$s and x.is_same and not x.is_missing
        ),
        drifted as materialized (
            select x.* from suspect as x where x.is_missing or not x.is_same
        )
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.target_keys[1],
        shape.target_hash,
        shape.ledger,
        format(
            case
                when is_large then '(select t.*, %3$s as lockstep_version from %1$s as t) as t '
                    'on %2$s'
                else 'lateral (select t.*, %3$s as lockstep_version from %1$s as t '
                    'where %2$s offset 0) as t on true'
            end,
            shape.target,
            lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.'),
            shape.target_version
        ),
        ledger_sql,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'x.')
    );
$body$;

comment on function lockstep_private.drifted_sql is
    'Parts of a statement: rows of the ledger under a condition over l whose target row somebody '
    'changed or deleted since lockstep wrote it (drifted: keys, is_missing). is_large: these are '
    'much of the entity.';
