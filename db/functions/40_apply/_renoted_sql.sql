-- room: apply    audience: private    calls: prefixed_list
create function lockstep_private.renoted_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
            on conflict (%s) do update
            set source_hash = excluded.source_hash,
                target_hash = excluded.target_hash,
                target_version = excluded.target_version,
                run = excluded.run,
                synced_at = excluded.synced_at,
                gone_at = null,
                settled_at = null,
                unresolved = excluded.unresolved%s
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_source_keys),
        (
            select string_agg(format(', %1$I = excluded.%1$I', k), '')
            from unnest(shape.ledger_target_keys) as k
        )
    );
$body$;

comment on function lockstep_private.renoted_sql is
    'Part of insert_sql: what becomes of rows that the ledger knows already.';
