-- room: jobs    audience: private    calls: cron_values cron_days refuse_job
create function lockstep_private.read_schedule(
    schedule   text,
    start_at   time default null,
    cron       out text,
    every_days out integer
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_names constant text[] := array['minute', 'hour', 'day', 'month', 'weekday'];
    v_text  text := lower(regexp_replace(btrim(coalesce(schedule, '')), '\s+', ' ', 'g'));
    v_parts text[];
    v_count integer;
    v_wrong text;
begin
    v_text := case v_text when 'hourly' then '1h' when 'daily' then '1d' when 'weekly' then '1w'
        else v_text end;
    v_parts := regexp_match(v_text, '^(\d{1,3})([mhdw])$');
    every_days := 1;
    if v_parts is null then
        cron := v_text;
        select string_agg(format('%s %L', c_names[f.place], f.text), ', ' order by f.place)
        into v_wrong
        from regexp_split_to_table(v_text, ' ') with ordinality as f (text, place)
        where lockstep_private.cron_values(f.text, f.place::integer) is null;
        if cardinality(regexp_split_to_array(v_text, ' ')) <> 5 then
            v_wrong := 'it is neither like 15m, 2h, 3d, 1w, hourly, daily, weekly '
                'nor five fields of cron';
        end if;
    else
        v_count := v_parts[1]::integer;
        every_days := case v_parts[2] when 'd' then v_count when 'w' then 7 * v_count else 1 end;
        cron := case
            when v_count = 0 then null
            when v_text = '1m' then '* * * * *'
            when v_text in ('60m', '1h') then '0 * * * *'
            when v_text = '24h' then '0 0 * * *'
            when v_parts[2] = 'm' and 60 % v_count = 0 then format('*/%s * * * *', v_count)
            when v_parts[2] = 'h' and 24 % v_count = 0 then format('0 */%s * * *', v_count)
            when v_parts[2] in ('d', 'w') then format(
                '%s %s * * *',
                coalesce(extract(minute from start_at)::integer, 0),
                coalesce(extract(hour from start_at)::integer, 0)
            )
        end;
        if cron is null then
            v_wrong := 'minutes have to divide an hour, and hours a day';
        end if;
    end if;

    v_wrong := coalesce(v_wrong, case
        when start_at is not null and coalesce(v_parts[2], '') not in ('d', 'w')
            then 'a time of day is for schedules of days or weeks'
        when extract(second from start_at) <> 0 then 'a time of day has no seconds'
        when not exists (
            select from lockstep_private.cron_days(cron, every_days, date '2024-01-01')
        ) then 'there is no such day'
    end);
    if v_wrong is not null then
        perform lockstep_private.refuse_job(format('schedule %L: %s', schedule, v_wrong));
    end if;
end;
$body$;

comment on function lockstep_private.read_schedule is
    'A schedule as a cron expression, of whose days only each so manieth counts. Raises LSJ30.';
