-- room: compare    audience: private    calls: prefixed_list
create function lockstep_private.key_hashes_sql(
    shape         lockstep_private.shape,
    condition_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'select %s, min(%s) as hash, count(*) as rows from %s as s where %s group by %s',
        (
            select string_agg(format('s.%I as %I', k.source_key, k.ledger_key), ', ')
            from unnest(shape.source_keys, shape.ledger_source_keys) as k (source_key, ledger_key)
        ),
        shape.source_hash,
        shape.source,
        condition_sql,
        lockstep_private.prefixed_list(shape.source_keys, 's.')
    );
$body$;

comment on function lockstep_private.key_hashes_sql is
    'Key, fingerprint and number of the source rows of each key: an aggregate, since only that is '
    'computed by the source itself. condition_sql: which rows, over s.';
