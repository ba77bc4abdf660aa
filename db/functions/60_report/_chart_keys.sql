-- room: report    audience: private    calls: key_extents key_cells ranked_cells
create function lockstep_private.chart_keys(
    run      bigint,
    entities integer default 12,
    cells    integer default 48,
    exactly  bigint default 100000
)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with saved as (
        select d.entity, count(*) as rows
        from lockstep_state.difference as d
        where d.run = chart_keys.run
        group by d.entity
    ),
    chosen as (
        select f.entity, f.differing, f.is_exact
        from (
            select
                g.entity,
                coalesce(s.rows <= exactly, false) as is_exact,
                coalesce(
                    s.rows,
                    sum(g.insert + g.update + g.conflict + g.drift + g.missing + g.delete)
                ) as differing
            from lockstep_state.segment as g
            left join saved as s on s.entity = g.entity
            where g.run = chart_keys.run
            group by g.entity, s.rows
        ) as f
        where f.differing > 0
        order by f.differing desc, f.entity
        limit entities
    )
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'entity', c.entity,
                'key', x.key,
                'is_exact', c.is_exact,
                'is_ranked', x.place is null,
                'cells', p.cells
            )
            order by c.differing desc, c.entity
        ),
        '[]'
    )
    from lockstep_private.key_extents(array(select n.entity from chosen as n)) as x
    join chosen as c on c.entity = x.entity
    cross join lateral (
        select jsonb_agg(
            jsonb_build_object(
                'lower', k.lower,
                'upper', k.upper,
                'rows', k.rows::text,
                'differing', k.differing,
                'share', round(least(k.differing / greatest(k.rows, k.differing, 1), 1), 6)
            )
            order by k.cell
        ) as cells
        from (
            select n.cell, n.lower::text, n.upper::text, n.rows, n.differing
            from lockstep_private.key_cells(
                chart_keys.run, x.entity, x.place, c.is_exact, x.lower, x.upper, chart_keys.cells
            ) as n
            where x.place is not null
            union all
            select r.*
            from lockstep_private.ranked_cells(chart_keys.run, x.entity, chart_keys.cells) as r
            where x.place is null and c.is_exact
        ) as k
    ) as p
    where p.cells is not null;
$body$;

comment on function lockstep_private.chart_keys is
    'A map of the keys of those entities that differ most: in how many rows, over the range of an '
    'integer column of the key, or over the order of keys (is_ranked). is_exact: by the keys that '
    'were saved, if they are no more than exactly, else by segments, within which nothing is '
    'known.';
