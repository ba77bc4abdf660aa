-- room: compare    audience: private    calls: nothing
create function lockstep_private.part_sizes(
    shape lockstep_private.shape,
    shift integer,
    lower bigint,
    upper bigint
)
    returns table (part bigint, rows bigint)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
    set jit = off
as $body$
begin
    return query execute format(
        $sql$
        select coalesce(s.part, l.part), greatest(s.rows, l.rows)
        from (
            select (%1$s >> %3$s)::bigint as part, count(*) as rows
            from %2$s as s
            where %1$s >= %4$s and %1$s <= %5$s
            group by 1
        ) as s
        full join (
            select (%6$s >> %3$s)::bigint as part, count(*) as rows
            from %7$s as l
            where %6$s >= %4$s and %6$s <= %5$s
            group by 1
        ) as l on l.part = s.part
        $sql$,
        shape.range_source, shape.source, shift::integer, lower::bigint, upper::bigint,
        shape.range_ledger, shape.ledger
    );
end;
$body$;

comment on function lockstep_private.part_sizes is
    'Rows (the more of source and ledger) for each part of the key space, a part being 2^shift '
    'keys.';
