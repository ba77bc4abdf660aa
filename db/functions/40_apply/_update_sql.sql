-- room: apply    audience: private    calls: locked_sql refusal_sql joined_sql kept_sql update_columns prefixed_list
create function lockstep_private.update_sql(
    shape     lockstep_private.shape,
    is_parked boolean default false
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with %1$s,
        refused as (%2$s),
        kept as (%3$s),
        written as (
            update %4$s as t
            set %5$s
            from projected as p
            join locked as k using (lockstep_n)
            where %6$s
                and (not $5 or setval(
                    'pg_temp.lockstep_at', p.lockstep_n + 0 * k.run * t.tableoid::bigint
                ) > 0)
            returning p.lockstep_n, %7$s, %8$s as target_hash, %12$s as target_version
        ),
        noted as (
            update %9$s as l
            set source_hash = p.lockstep_hash,
                target_hash = w.target_hash,
                target_version = w.target_version,
                run = $4,
                synced_at = clock_timestamp(),
                gone_at = null,
                settled_at = null,
                unresolved = p.lockstep_unresolved%10$s
            from written as w
            join projected as p using (lockstep_n)
            where %11$s
            returning 1
        )
        select (select count(*) from noted), (select count(*) from refused)
        $sql$,
        lockstep_private.locked_sql(shape),
        lockstep_private.refusal_sql(shape),
        case when is_parked then 'select 1' else lockstep_private.kept_sql(shape) end,
        shape.target,
        (
            select string_agg(format('%1$I = p.%2$I', w.name, w.value_from), ', ')
            from lockstep_private.update_columns(shape) as w
        ),
        lockstep_private.joined_sql(
            shape.target_keys, 't.',
            array(select 'lockstep_' || k from unnest(shape.ledger_target_keys) as k), 'p.'
        ),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        shape.target_hash,
        shape.ledger,
        (
            select string_agg(format(', %I = w.%I', k.ledger_key, k.target_key), '')
            from unnest(shape.ledger_target_keys, shape.target_keys) as k (ledger_key, target_key)
        ),
        lockstep_private.joined_sql(
            shape.ledger_source_keys, 'l.',
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'p.'
        ),
        shape.target_version
    );
$body$;

comment on function lockstep_private.update_sql is
    'One statement that overwrites target rows in state update, conflict, drift and relink, keeps '
    'what they were (is_parked: that was done by park_sql), and notes them in the ledger. '
    'Placeholders and result as insert_sql.';
