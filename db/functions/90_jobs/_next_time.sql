-- room: jobs    audience: private    calls: cron_values cron_days wall_time
--
-- A schedule with certain hours runs when the wall clock first shows a time. One of every hour
-- follows the time that passes: where an hour comes twice, it runs in both.
create function lockstep_private.next_time(
    cron       text,
    every_days integer,
    zone       text,
    after      timestamptz
)
    returns timestamptz
    language plpgsql
    stable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_fields  text[] := regexp_split_to_array(cron, ' ');
    v_minutes integer[] := lockstep_private.cron_values(v_fields[1], 1);
    v_hours   integer[] := lockstep_private.cron_values(v_fields[2], 2);
    v_now     timestamp := timezone(zone, after);
    v_day     date;
    v_local   timestamp;
    v_at      timestamptz;
begin
    for v_day in
        select d.day
        from lockstep_private.cron_days(cron, every_days, v_now::date - 1) as d (day)
    loop
        if cardinality(v_hours) = 24 then
            select min(g.at)
            into v_at
            from generate_series(
                timezone(zone, v_day::timestamp) - interval '3 hours',
                timezone(zone, v_day + time '24:00'),
                interval '1 minute'
            ) as g (at)
            where g.at > after
                and timezone(zone, g.at)::date = v_day
                and extract(minute from timezone(zone, g.at))::integer = any (v_minutes);
            if v_at is not null then
                return v_at;
            end if;
            continue;
        end if;

        for v_local in
            select v_day + make_interval(hours => h, mins => m)
            from unnest(v_hours) as h
            cross join unnest(v_minutes) as m
            where v_day + make_interval(hours => h, mins => m) > v_now
            order by 1
        loop
            v_at := lockstep_private.wall_time(zone, v_local);
            if v_at > after then
                return v_at;
            end if;
        end loop;
    end loop;

    return null;
end;
$body$;

comment on function lockstep_private.next_time is
    'The first time after a given one that a cron expression means by the wall clock of a zone, '
    'of its days only each so manieth; null if there is none in the next nine years.';
