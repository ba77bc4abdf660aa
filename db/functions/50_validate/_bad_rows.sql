-- room: validate    audience: private    calls: prefixed_list key_json_sql joined_sql
--
-- Indexes are what is being checked here now and then, so all rows are read from the table.
create function lockstep_private.bad_rows(
    shape         lockstep_private.shape,
    condition_sql text,
    out rows         bigint,
    out example_keys jsonb
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
begin
    execute format(
        $sql$
        with bad as materialized (select %1$s from %2$s as t where %3$s)
        select count(*), case when count(*) > 0 then (
            select jsonb_agg(k.key order by k.key)
            from (
                select case when l.run is null then %4$s else %5$s end as key
                from (select %6$s from bad as b order by %6$s limit 5) as b
                left join %7$s as l on %8$s
                limit 5
            ) as k
        ) end
        from bad as b
        $sql$,
        lockstep_private.prefixed_list(shape.target_keys, 't.'), shape.target, condition_sql,
        lockstep_private.key_json_sql(shape.target_keys, 'b.'),
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
        lockstep_private.prefixed_list(shape.target_keys, 'b.'),
        shape.ledger,
        lockstep_private.joined_sql(shape.target_keys, 'b.', shape.ledger_target_keys, 'l.')
    )
    into rows, example_keys;
end;
$body$;

comment on function lockstep_private.bad_rows is
    'Target rows for which a condition over t holds: how many, and up to five keys, of the source '
    'where the ledger has them, else of the target.';
