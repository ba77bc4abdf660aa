-- room: report    audience: private    calls: past_work
--
-- Below a thousand rows it is not the rows that cost. A table ten times as large as it was then is
-- another table.
create function lockstep_private.expected_seconds(
    entity       text,
    work         text,
    rows         bigint,
    out seconds  double precision,
    out alone    double precision,
    out basis    text
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_overhead constant bigint := 1000;
    c_default  constant jsonb  := jsonb '{"load": 45000, "compare": 600000, "moved": 45000}';
    v_rows     bigint := greatest(rows, c_overhead);
    v_past     double precision;
begin
    if rows is null then
        return;
    end if;

    select
        p.seconds, p.alone, greatest(p.rows, c_overhead), format('run %s', p.run)
    into seconds, alone, v_past, basis
    from lockstep_private.past_work(entity) as p
    where p.work = expected_seconds.work and greatest(p.rows, c_overhead) * 10 >= v_rows
    order by p.run desc
    limit 1;

    if v_past is null then
        select
            sum(p.seconds), sum(p.alone), sum(greatest(p.rows, c_overhead)),
            'runs of other entities'
        into seconds, alone, v_past, basis
        from lockstep_private.past_work(null) as p
        where p.work = expected_seconds.work;
    end if;
    if v_past is null then
        v_past := (c_default ->> work)::double precision;
        seconds := 1;
        alone := case when work = 'load' then 0 else 1 end;
        basis := format('no run yet: %s rows a second', c_default ->> work);
    end if;

    seconds := seconds * (v_rows / v_past);
    alone := alone * (v_rows / v_past);
end;
$body$;

comment on function lockstep_private.expected_seconds is
    'How long one session would work on so many rows of an entity, by the rate of its last run of '
    'that kind, else of other entities, else of the machine in docs/performance.md. alone: '
    'how much of that no two sessions can share. basis: by which; all null if nobody knows how '
    'many rows.';
