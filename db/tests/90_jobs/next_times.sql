begin;
select plan(53);

-- behaviour: schedules by the wall clock
create temp table expected (every text, start_at time, zone text, after text, times text[]);
insert into expected values
    ('15m', null, 'UTC', '2026-05-01 10:07:31+00', '{2026-05-01 10:15:00+00,2026-05-01 10:30:00+00}'),
    ('1m', null, 'UTC', '2026-05-01 10:07:00+00', '{2026-05-01 10:08:00+00,2026-05-01 10:09:00+00}'),
    ('60m', null, 'UTC', '2026-05-01 10:00:00+00', '{2026-05-01 11:00:00+00,2026-05-01 12:00:00+00}'),
    ('Hourly ', null, 'Asia/Kolkata', '2026-05-01 10:07:31+00', '{2026-05-01 10:30:00+00,2026-05-01 11:30:00+00}'),
    ('6h', null, 'Europe/Berlin', '2026-05-01 03:00:00+00', '{2026-05-01 04:00:00+00,2026-05-01 10:00:00+00}'),
    ('24h', null, 'UTC', '2026-05-01 03:00:00+00', '{2026-05-02 00:00:00+00,2026-05-03 00:00:00+00}'),
    ('daily', null, 'Europe/Berlin', '2026-05-01 03:00:00+00', '{2026-05-01 22:00:00+00,2026-05-02 22:00:00+00}'),
    ('daily', '02:30', 'Europe/Berlin', '2026-05-01 03:00:00+00', '{2026-05-02 00:30:00+00,2026-05-03 00:30:00+00}'),
    ('weekly', '02:30', 'UTC', '2026-05-01 03:00:00+00', '{2026-05-04 02:30:00+00,2026-05-11 02:30:00+00}'),
    ('2d', null, 'UTC', '2026-05-01 03:00:00+00', '{2026-05-02 00:00:00+00,2026-05-04 00:00:00+00}'),
    ('2w', null, 'UTC', '2026-05-01 03:00:00+00', '{2026-05-04 00:00:00+00,2026-05-18 00:00:00+00}'),
    ('30 4 1,15 * 5', null, 'UTC', '2026-05-01 05:00:00+00', '{2026-05-08 04:30:00+00,2026-05-15 04:30:00+00}'),
    ('0 12 * jan-mar/2 MON-fri', null, 'UTC', '2026-05-01 05:00:00+00', '{2027-01-01 12:00:00+00,2027-01-04 12:00:00+00}'),
    ('0 0 * * 7', null, 'UTC', '2026-05-01 05:00:00+00', '{2026-05-03 00:00:00+00,2026-05-10 00:00:00+00}'),
    ('0 0 29 2 *', null, 'UTC', '2096-03-01 00:00:00+00', '{2104-02-29 00:00:00+00,2108-02-29 00:00:00+00}'),
-- skipped by daylight saving: the next minute that exists; in every hour: those that exist
    ('30 2 * * *', null, 'America/New_York', '2026-03-07 12:00:00+00', '{2026-03-08 07:00:00+00,2026-03-09 06:30:00+00}'),
    ('0 3 * * *', null, 'America/New_York', '2026-03-07 12:00:00+00', '{2026-03-08 07:00:00+00,2026-03-09 07:00:00+00}'),
    ('0,30 2-3 * * *', null, 'America/New_York', '2026-03-07 12:00:00+00', '{2026-03-08 07:00:00+00,2026-03-08 07:30:00+00}'),
    ('*/30 * * * *', null, 'America/New_York', '2026-03-08 06:20:00+00', '{2026-03-08 06:30:00+00,2026-03-08 07:00:00+00}'),
    ('15 2 * * *', null, 'Australia/Lord_Howe', '2026-10-03 12:00:00+00', '{2026-10-03 15:30:00+00,2026-10-04 15:15:00+00}'),
    ('0 9 * * *', null, 'Pacific/Apia', '2011-12-29 00:00:00+00', '{2011-12-29 19:00:00+00,2011-12-30 10:00:00+00}'),
-- twice: the first time; in every hour: both
    ('30 1 * * *', null, 'America/New_York', '2026-10-31 12:00:00+00', '{2026-11-01 05:30:00+00,2026-11-02 06:30:00+00}'),
    ('30 1 * * *', null, 'America/New_York', '2026-11-01 05:45:00+00', '{2026-11-02 06:30:00+00,2026-11-03 06:30:00+00}'),
    ('30 1 * * *', null, 'America/New_York', '2026-11-01 06:15:00+00', '{2026-11-02 06:30:00+00,2026-11-03 06:30:00+00}'),
    ('*/30 * * * *', null, 'America/New_York', '2026-11-01 05:20:00+00', '{2026-11-01 05:30:00+00,2026-11-01 06:00:00+00}'),
    ('0 * * * *', null, 'America/Havana', '2026-11-01 03:30:00+00', '{2026-11-01 04:00:00+00,2026-11-01 05:00:00+00}'),
    ('0 0 * * *', null, 'America/Havana', '2026-10-31 12:00:00+00', '{2026-11-01 04:00:00+00,2026-11-02 05:00:00+00}');
select is(
    array(select t from lockstep.next_times(e.every, e.start_at, e.zone, e.after::timestamptz, 2) as t), e.times::timestamptz[],
    concat_ws(' ', e.every, 'at ' || e.start_at, 'in', e.zone, 'after', e.after)
)
from expected as e;
select is(
    array(select t from lockstep.next_times('daily', zone => 'europe/berlin', after => '2026-05-01 00:00+02', times => 1) as t),
    '{2026-05-02 00:00+02}'::timestamptz[], 'capitals of a zone do not matter'
);
select is((select count(*) from lockstep.next_times('1m', times => 7)), 7::bigint, 'as many as asked for');

-- refusals
select throws_ok(
    format('select lockstep.next_times(%L, %L, %L)', t.every, t.start_at, t.zone), 'LSJ30', 'a job cannot be: ' || t.problem, format('refuses: %s', t.problem)
)
from (values
    ('61 * * * *', null::text, 'UTC', 'schedule ''61 * * * *'': minute ''61'''),
    ('* 24 * * *', null, 'UTC', 'schedule ''* 24 * * *'': hour ''24'''),
    ('* * 0 13 8', null, 'UTC', 'schedule ''* * 0 13 8'': day ''0'', month ''13'', weekday ''8'''),
    ('* * * * fri-mon', null, 'UTC', 'schedule ''* * * * fri-mon'': weekday ''fri-mon'''),
    ('*/0 * * * *', null, 'UTC', 'schedule ''*/0 * * * *'': minute ''*/0'''),
    ('5/10 * * * *', null, 'UTC', 'schedule ''5/10 * * * *'': minute ''5/10'''),
    ('1,,2 * * * *', null, 'UTC', 'schedule ''1,,2 * * * *'': minute ''1,,2'''),
    ('0 0 L * *', null, 'UTC', 'schedule ''0 0 L * *'': day ''l'''),
    ('0 0 30 feb *', null, 'UTC', 'schedule ''0 0 30 feb *'': there is no such day'),
    ('0 0 31 4,6 *', null, 'UTC', 'schedule ''0 0 31 4,6 *'': there is no such day'),
    ('7m', null, 'UTC', 'schedule ''7m'': minutes have to divide an hour, and hours a day'),
    ('5h', null, 'UTC', 'schedule ''5h'': minutes have to divide an hour, and hours a day'),
    ('0d', null, 'UTC', 'schedule ''0d'': minutes have to divide an hour, and hours a day'),
    ('sometimes', null, 'UTC', 'schedule ''sometimes'': it is neither like 15m, 2h, 3d, 1w, hourly, daily, weekly nor five fields of cron'),
    ('0 0 * * * *', null, 'UTC', 'schedule ''0 0 * * * *'': it is neither like 15m, 2h, 3d, 1w, hourly, daily, weekly nor five fields of cron'),
    (null, null, 'UTC', 'schedule NULL: it is neither like 15m, 2h, 3d, 1w, hourly, daily, weekly nor five fields of cron'),
    ('15m', '02:30', 'UTC', 'schedule ''15m'': a time of day is for schedules of days or weeks'),
    ('0 0 * * *', '02:30', 'UTC', 'schedule ''0 0 * * *'': a time of day is for schedules of days or weeks'),
    ('daily', '02:30:15', 'UTC', 'schedule ''daily'': a time of day has no seconds'),
    ('daily', null, 'Mars/Olympus', 'time zone ''Mars/Olympus'' is not known (select name from pg_timezone_names)'),
    ('daily', null, 'foo5', 'time zone ''foo5'' is not known (select name from pg_timezone_names)')
) as t (every, start_at, zone, problem);
select is(
    array(
        select lockstep_private.is_window_open('{22:00-06:00}', 'Europe/Berlin', t.at::timestamptz)
        from unnest('{2026-05-01 21:59+02,2026-05-01 22:00+02,2026-05-02 05:59+02,2026-05-02 06:00+02}'::text[]) with ordinality as t (at, n) order by n
    ), '{f,t,t,f}', 'a window is open from its first minute until before its last, also past midnight'
);
select is(
    array(
        select lockstep_private.is_window_open('{sat-sun 00:00-24:00,fri 22:00-06:00}', 'UTC', t.at::timestamptz)
        from unnest('{2026-05-01 21:59+00,2026-05-01 22:00+00,2026-05-02 23:59+00,2026-05-04 00:00+00,2026-05-04 23:00+00}'::text[])
            with ordinality as t (at, n) order by n
    ), '{f,t,t,f,f}', 'on its weekdays: that on which it opens'
);
select is(
    array(
        select lockstep_private.is_window_open('{fri 22:00-06:00}', 'UTC', t.at::timestamptz)
        from unnest('{2026-05-01 05:00+00,2026-05-01 22:00+00,2026-05-02 05:00+00,2026-05-02 22:00+00}'::text[]) with ordinality as t (at, n) order by n
    ), '{f,t,t,f}', 'past midnight it belongs to the day on which it opened'
);

select * from finish();
rollback;
