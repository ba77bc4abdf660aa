-- room: apply    audience: private    calls: projection_sql refusal_sql joined_sql hard_refs kept_sql update_columns prefixed_list
--
-- The target rows are locked before anything is decided on them, so the before-image is of what is
-- really overwritten, and a change that came in between makes the row a conflict.
create function lockstep_private.update_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with projected as materialized (
            select p.*
            from (%1$s) as p
            where p.lockstep_n between $1 and $2
                and p.lockstep_state in ('update', 'conflict', 'drift', 'relink')
        ),
        refused as (%2$s),
        locked as materialized (
            select
                p.lockstep_n,
                to_jsonb(t.*) as before,
                to_jsonb(l.*) as ledger,
                l.run,
                %3$s is distinct from l.target_hash as is_touched
            from projected as p
            join %4$s as l on %5$s
            join %6$s as t on %7$s
            where not coalesce(p.lockstep_unresolved ?| %8$L::text[], false)
            for update of t
        ),
        kept as (%9$s),
        written as (
            update %6$s as t
            set %10$s
            from projected as p
            join locked as k using (lockstep_n)
            where %11$s
            returning p.lockstep_n, %12$s, %3$s as target_hash
        ),
        noted as (
            update %4$s as l
            set source_hash = p.lockstep_hash,
                target_hash = w.target_hash,
                run = $4,
                synced_at = clock_timestamp(),
                gone_at = null,
                settled_at = null,
                unresolved = p.lockstep_unresolved%13$s
            from written as w
            join projected as p using (lockstep_n)
            where %5$s
            returning 1
        )
        select (select count(*) from noted), (select count(*) from refused)
        $sql$,
        lockstep_private.projection_sql(shape),
        lockstep_private.refusal_sql(shape),
        shape.target_hash,
        shape.ledger,
        lockstep_private.joined_sql(
            shape.ledger_source_keys, 'l.',
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'p.'
        ),
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.'),
        lockstep_private.hard_refs(shape.entity),
        lockstep_private.kept_sql(shape),
        (
            select string_agg(format('%1$I = p.%2$I', w.name, w.value_from), ', ')
            from lockstep_private.update_columns(shape) as w
        ),
        lockstep_private.joined_sql(
            shape.target_keys, 't.',
            array(select 'lockstep_' || k from unnest(shape.ledger_target_keys) as k), 'p.'
        ),
        lockstep_private.prefixed_list(shape.target_keys, 't.'),
        (
            select string_agg(format(', %I = w.%I', k.ledger_key, k.target_key), '')
            from unnest(shape.ledger_target_keys, shape.target_keys) as k (ledger_key, target_key)
        )
    );
$body$;

comment on function lockstep_private.update_sql is
    'One statement that overwrites target rows in state update, conflict, drift and relink, keeps '
    'what they were, and notes them in the ledger. Placeholders and result as insert_sql.';
