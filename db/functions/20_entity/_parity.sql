-- room: entity    audience: private    calls: joined_sql key_json_sql keys_scope prefixed_list
create function lockstep_private.parity(
    shape         lockstep_private.shape,
    hash_sql      text,
    out looked_at bigint,
    out differing bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
    set jit = off
as $body$
declare
    v_keys jsonb;
begin
    execute format(
        'select coalesce(jsonb_agg(%s), %L) from (select s.* from %s as s limit 1000) as s',
        lockstep_private.key_json_sql(shape.source_keys, 's.'), '[]', shape.source
    )
    into v_keys;

    execute format(
        $sql$
        with pulled as materialized (select s.* from %1$s as s where %5$s),
        here as materialized (select %2$s, %3$s as hash from pulled as s),
        there as materialized (
            select %2$s, min(%3$s) as hash from %1$s as s where %5$s group by %2$s
        )
        select count(*), count(*) filter (where h.hash is distinct from t.hash)
        from here as h
        join there as t on %4$s
        $sql$,
        shape.source,
        lockstep_private.prefixed_list(shape.source_keys, 's.'),
        hash_sql,
        lockstep_private.joined_sql(shape.source_keys, 'h.', shape.source_keys, 't.'),
        coalesce((lockstep_private.keys_scope(shape, v_keys)).source_sql, 'true')
    )
    into looked_at, differing;
end;
$body$;

comment on function lockstep_private.parity is
    'Computes an expression over s at the source and here, for up to 1,000 rows. Returns how many '
    'were looked at and how many differed.';
