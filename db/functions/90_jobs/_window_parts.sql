-- room: jobs    audience: private    calls: cron_values
create function lockstep_private.window_parts(
    window_text text,
    weekdays    out integer[],
    opens       out time,
    closes      out time
)
    returns record
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.cron_values(coalesce(m.words[1], '*'), 5), m.words[2]::time,
        m.words[3]::time
    from regexp_match(
        lower(window_text),
        '^(?:([a-z0-7,-]+) )?((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d|24:00)$'
    ) as m (words);
$body$;

comment on function lockstep_private.window_parts is
    'A window like 22:00-06:00 or mon-fri 20:00-24:00. What cannot be read is null.';
