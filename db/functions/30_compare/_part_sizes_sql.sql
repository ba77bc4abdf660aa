-- room: compare    audience: private    calls: nothing
--
-- Both sides count at the same time: see compared_sql().
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
        select p.part, greatest(max(p.rows), max(p.known))
        from (
            select (%1$s >> %3$s)::bigint as part, count(*) as rows, null::bigint as known
            from %2$s as s
            where %1$s >= %4$s and %1$s <= %5$s
            group by 1
            union all
            select (%6$s >> %3$s)::bigint, null::bigint, count(*)
            from %7$s as l
            where %6$s >= %4$s and %6$s <= %5$s
            group by 1
        ) as p
        group by p.part
        $sql$,
        shape.range_source, shape.source, shift::integer, lower::bigint, upper::bigint,
        shape.range_ledger, shape.ledger
    );
$body$;

comment on function lockstep_private.part_sizes_sql is
    'The statement that counts the rows of both sides in each part of the key space, a part being '
    '2^shift keys.';
