-- room: jobs    audience: public    calls: read_schedule next_time checked_zone
create function lockstep.next_times(
    every    text,
    start_at time default null,
    zone     text default 'UTC',
    after    timestamptz default clock_timestamp(),
    times    integer default 5
)
    returns setof timestamptz
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with recursive schedule as materialized (
        select s.cron, s.every_days, z.zone
        from lockstep_private.read_schedule(next_times.every, next_times.start_at) as s
        cross join lockstep_private.checked_zone(next_times.zone) as z (zone)
    ),
    coming (n, at) as (
        select 1, lockstep_private.next_time(s.cron, s.every_days, s.zone, next_times.after)
        from schedule as s
        union all
        select c.n + 1, lockstep_private.next_time(s.cron, s.every_days, s.zone, c.at)
        from coming as c
        cross join schedule as s
        where c.n < least(next_times.times, 1000)
    )
    select c.at from coming as c where c.at is not null order by c.at;
$body$;

comment on function lockstep.next_times is
    'When a job of this schedule would run: every, start_at and zone as for lockstep.create_job, '
    'the next so many times after a given one. Raises LSJ30.';
