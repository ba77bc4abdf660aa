-- room: report    audience: private    calls: key_spots
--
-- Rows and differences of a range are spread evenly over the cells that it covers. Quotients are
-- whole numbers (div): those of / are rounded, too far for the widest range of keys.
create function lockstep_private.key_cells(
    run      bigint,
    entity   text,
    place    integer,
    is_exact boolean,
    lower    numeric,
    upper    numeric,
    cells    integer
)
    returns table (cell integer, lower numeric, upper numeric, rows bigint, differing numeric)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with spot as materialized (
        select s.* from lockstep_private.key_spots(run, entity, place, is_exact) as s
    ),
    extent as (
        select x.lower, x.size, least(x.size, cells) as cells
        from (
            select
                least(key_cells.lower, min(s.lower), min(s.upper)) as lower,
                greatest(key_cells.upper, max(s.upper), max(s.lower))
                    - least(key_cells.lower, min(s.lower), min(s.upper)) + 1 as size
            from spot as s
        ) as x
    ),
    bounded as (
        select
            coalesce(s.lower, e.lower) as lower,
            coalesce(s.upper, e.lower + e.size - 1) as upper,
            s.rows,
            s.differing
        from spot as s
        cross join extent as e
    ),
    part as (
        select
            div((b.lower - e.lower) * e.cells, e.size)::integer as cell,
            sum(b.rows) as rows,
            sum(b.differing) as differing
        from bounded as b
        cross join extent as e
        where b.lower = b.upper
        group by 1
        union all
        select c.cell, b.rows * x.share, b.differing * x.share
        from bounded as b
        cross join extent as e
        cross join lateral generate_series(
            div((b.lower - e.lower) * e.cells, e.size)::integer,
            div((b.upper - e.lower) * e.cells, e.size)::integer
        ) as c (cell)
        cross join lateral (
            select (
                least(b.upper + 1, e.lower + div((c.cell + 1) * e.size + e.cells - 1, e.cells))
                    - greatest(b.lower, e.lower + div(c.cell * e.size + e.cells - 1, e.cells))
            ) / (b.upper - b.lower + 1) as share
        ) as x
        where b.lower < b.upper
    )
    select
        c.cell,
        e.lower + div(c.cell * e.size + e.cells - 1, e.cells),
        e.lower + div((c.cell + 1) * e.size + e.cells - 1, e.cells) - 1,
        round(coalesce(sum(p.rows), 0))::bigint,
        round(coalesce(sum(p.differing), 0), 3)
    from extent as e
    cross join lateral generate_series(0, e.cells::integer - 1) as c (cell)
    left join part as p on p.cell = c.cell
    group by c.cell, e.lower, e.size, e.cells
    order by c.cell;
$body$;

comment on function lockstep_private.key_cells is
    'The range of keys of an entity in so many parts of equal width, with the rows and the '
    'differences that a run met in each. lower and upper: what the ledger has, at least.';
