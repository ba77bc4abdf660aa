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
    v_rate     double precision;
    v_alone    double precision;
begin
    if rows is null then
        return;
    end if;

    select
        p.seconds / greatest(p.rows, c_overhead), p.alone / greatest(p.rows, c_overhead),
        format('run %s', p.run)
    into v_rate, v_alone, basis
    from lockstep_private.past_work(entity) as p
    where p.work = expected_seconds.work and greatest(p.rows, c_overhead) * 10 >= v_rows
    order by p.run desc
    limit 1;

    if v_rate is null then
        select
            sum(p.seconds) / sum(greatest(p.rows, c_overhead)),
            sum(p.alone) / sum(greatest(p.rows, c_overhead)),
            'runs of other entities'
        into v_rate, v_alone, basis
        from lockstep_private.past_work(null) as p
        where p.work = expected_seconds.work;
    end if;
    if v_rate is null then
        v_rate := 1 / (c_default ->> work)::double precision;
        v_alone := case when work = 'load' then 0 else v_rate end;
        basis := format('no run yet: %s rows a second', c_default ->> work);
    end if;

    seconds := v_rows * v_rate;
    alone := v_rows * v_alone;
end;
$body$;

comment on function lockstep_private.expected_seconds is
    'How long one session would work on so many rows of an entity, by the rate of its last run of '
    'that kind, else of other entities, else of the machine in docs/performance.md. alone: '
    'how much of that no two sessions can share. basis: by which; all null if nobody knows how '
    'many rows.';
