-- room: jobs    audience: private    calls: cron_values
--
-- As cron has it: with both a day of the month and a weekday, either will do. Nine years hold two
-- leap days, also around 2100.
create function lockstep_private.cron_days(cron text, every_days integer, since date)
    returns setof date
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    with meant as materialized (
        select
            '*' in (f.texts[3], f.texts[5]) as is_both,
            lockstep_private.cron_values(f.texts[3], 3) as days,
            lockstep_private.cron_values(f.texts[4], 4) as months,
            lockstep_private.cron_values(f.texts[5], 5) as weekdays
        from regexp_split_to_array(cron_days.cron, ' ') as f (texts)
    )
    select d.day
    from meant as v
    cross join lateral (
        select cron_days.since + n as day
        from generate_series(0, 3300 + 7 * cron_days.every_days) as n
    ) as d
    where extract(month from d.day)::integer = any (v.months)
        and (d.day - date '2000-01-03') % cron_days.every_days = 0
        and case
            when v.is_both then
                extract(day from d.day)::integer = any (v.days)
                and extract(dow from d.day)::integer = any (v.weekdays)
            else
                extract(day from d.day)::integer = any (v.days)
                or extract(dow from d.day)::integer = any (v.weekdays)
        end
    order by d.day;
$body$;

comment on function lockstep_private.cron_days is
    'The days of the next nine years that a cron expression means, of them only each so manieth.';
