-- room: jobs    audience: private    calls: nothing
create function lockstep_private.cron_values(field text, place integer)
    returns integer[]
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    with place as (
        select p.*
        from (values
            (1, 0, 59, '{}'::text[]),
            (2, 0, 23, '{}'),
            (3, 1, 31, '{}'),
            (4, 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}'),
            (5, 0, 7, '{sun,mon,tue,wed,thu,fri,sat}')
        ) as p (place, low, high, names)
        where p.place = cron_values.place
    ),
    part as (
        select
            p.low,
            p.high,
            m.words is not null and (m.words[4] is null or m.words[1] = '*' or m.words[3] <> '')
                as is_written_well,
            case
                when m.words[1] = '*' then p.low
                when m.words[2] ~ '^\d' then m.words[2]::integer
                else array_position(p.names, m.words[2]) - 1 + p.low
            end as first,
            case
                when m.words[1] = '*' then least(p.high, case when p.place = 5 then 6 else 59 end)
                when p.place = 5 and m.words[3] in ('0', 'sun') then 7
                when m.words[3] ~ '^\d' then m.words[3]::integer
                when m.words[3] <> '' then array_position(p.names, m.words[3]) - 1 + p.low
            end as last,
            coalesce(m.words[4]::integer, 1) as step
        from place as p
        cross join regexp_split_to_table(lower(cron_values.field), ',') as t (part)
        left join lateral regexp_match(
            t.part,
            '^(?:(\*)|(\d{1,2}|[a-z]{3})(?:-(\d{1,2}|[a-z]{3}))?)(?:/(\d{1,2}))?$'
        ) as m (words) on true
    )
    select array_agg(
        distinct case when cron_values.place = 5 then v % 7 else v end
    ) filter (where v is not null)
    from part as p
    left join lateral generate_series(
        p.first, coalesce(p.last, p.first), greatest(p.step, 1)
    ) as v on true
    having bool_and(coalesce(
        p.is_written_well
        and p.first between p.low and p.high
        and coalesce(p.last, p.first) between p.first and p.high
        and p.step >= 1,
        false
    ));
$body$;

comment on function lockstep_private.cron_values is
    'The numbers that a field of a cron expression means: lists, ranges, steps, names. place: 1 '
    'minute, 2 hour, 3 day, 4 month, 5 weekday (0 and 7 are Sunday). Null if it means none.';
