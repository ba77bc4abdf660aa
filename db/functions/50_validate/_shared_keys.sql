-- room: validate    audience: private    calls: prefixed_list key_json_sql joined_sql
--
-- As many target rows as entries leave none to share.
create function lockstep_private.shared_keys(
    shape    lockstep_private.shape,
    standing lockstep_private.standing,
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
    if standing.live = standing.target_rows - standing.extra and standing.apart = 0 and 1 = (
        select count(*)
        from lockstep_state.entity as e
        where format('%I.%I', e.target_schema, e.target_table) = shape.target
    ) then
        rows := 0;
        return;
    end if;

    execute format(
        $sql$
        with shared as materialized (
            select %1$s, count(*) as rows
            from %2$s as l
            where l.gone_at is null and l.settled_at is null
            group by %1$s
            having count(*) > 1
        )
        select
            coalesce(sum(d.rows), 0),
            case when count(*) > 0 then (
                select jsonb_agg(k.key)
                from (
                    select %3$s as key
                    from %2$s as l
                    join shared as d on %4$s
                    where l.gone_at is null and l.settled_at is null
                    order by %3$s
                    limit 5
                ) as k
            ) end
        from shared as d
        $sql$,
        lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        shape.ledger,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
        lockstep_private.joined_sql(shape.ledger_target_keys, 'l.', shape.ledger_target_keys, 'd.')
    )
    into rows, example_keys;
end;
$body$;

comment on function lockstep_private.shared_keys is
    'Ledger entries of source rows that stand whose target row is also that of another one: how '
    'many, and up to five source keys.';
