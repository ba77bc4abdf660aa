-- room: compare    audience: private    calls: nothing
create function lockstep_private.part_sizes_sql(
    shape lockstep_private.shape,
    shift integer,
    lower bigint,
    upper bigint
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
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
$body$;

comment on function lockstep_private.part_sizes_sql is
    'The statement that counts the rows of both sides in each part of the key space, a part being '
    '2^shift keys.';
