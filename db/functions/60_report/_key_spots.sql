-- room: report    audience: private    calls: nothing
create function lockstep_private.key_spots(
    run      bigint,
    entity   text,
    place    integer,
    is_exact boolean
)
    returns table (lower numeric, upper numeric, rows bigint, differing bigint)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with saved as (
        select (d.source_key ->> place)::numeric as key
        from lockstep_state.difference as d
        where is_exact
            and d.run = key_spots.run
            and d.entity = key_spots.entity
            and d.source_key ->> place ~ '^-?\d{1,19}$'
    ),
    segment as (
        select
            g.kind, g.lower, g.upper - 1 as upper, g.keys, g.source_rows,
            case
                when is_exact then 0
                else g.insert + g.update + g.conflict + g.drift + g.missing + g.delete
            end as differing
        from lockstep_state.segment as g
        where g.run = key_spots.run
            and g.entity = key_spots.entity
            and g.kind in ('all', 'range', 'keys')
            and g.is_done
    )
    select s.key, s.key, 0, 1 from saved as s
    union all
    select g.lower, g.upper, g.source_rows, g.differing
    from segment as g
    where g.kind <> 'keys'
    union all
    select x.lower, x.upper, g.source_rows, g.differing
    from segment as g
    cross join lateral (
        select min((k.key ->> place)::numeric) as lower, max((k.key ->> place)::numeric) as upper
        from jsonb_array_elements(g.keys) as k (key)
    ) as x
    where g.kind = 'keys';
$body$;

comment on function lockstep_private.key_spots is
    'Where a run met rows and differences of an entity, as ranges of the integer column at this '
    'place of the key: differences key by key as they were saved (is_exact), or segment by '
    'segment. Null for no bound.';
