-- room: jobs    audience: private    calls: nothing
--
-- A time that comes twice is found by the offset that held a day before; of one that does not come,
-- PostgreSQL names a moment as long after the gap as the time lies inside it.
create function lockstep_private.wall_time(zone text, at timestamp)
    returns timestamptz
    language sql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when timezone(wall_time.zone, e.at) = wall_time.at then e.at
        when timezone(wall_time.zone, z.at) = wall_time.at then z.at
        else (
            select min(g.at)
            from generate_series(z.at - interval '25 hours', z.at, interval '1 minute') as g (at)
            where timezone(wall_time.zone, g.at) > wall_time.at
        )
    end
    from timezone(wall_time.zone, wall_time.at) as z (at)
    cross join lateral (select z.at - interval '26 hours' as at) as y
    cross join lateral (
        select timezone('UTC', wall_time.at)
            - (timezone(wall_time.zone, y.at) - timezone('UTC', y.at)) as at
    ) as e;
$body$;

comment on function lockstep_private.wall_time is
    'The minute in which the wall clock of a zone first shows a time; the first one behind the gap '
    'where daylight saving skips it.';
