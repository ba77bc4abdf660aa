-- room: report    audience: public    calls: run_status
--
-- Parts of equal width, each as narrow as its keys; an unbroken row of keys is not cut. Keys that
-- do not begin with an integer have no width: they are cut into parts of equal numbers of rows.
create function lockstep.differing_ranges(run bigint, most integer default 20)
    returns table (entity text, lower text, upper text, rows bigint, states jsonb)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.run_status(differing_ranges.run);
    return query
    with kind as (
        select
            d.entity,
            bool_and(d.source_key ->> 0 ~ '^-?\d{1,19}$') as is_integer,
            count(*) as rows
        from lockstep_state.difference as d
        where d.run = differing_ranges.run
        group by d.entity
    ),
    key as (
        select
            d.entity,
            d.state,
            k.is_integer,
            k.rows,
            case when k.is_integer then (d.source_key ->> 0)::numeric end as number,
            case when k.is_integer then d.source_key ->> 0 else d.source_key::text end as text
        from lockstep_state.difference as d
        join kind as k on k.entity = d.entity
        where d.run = differing_ranges.run
    ),
    placed as (
        select
            k.*,
            row_number() over in_order as place,
            k.number - lag(k.number) over in_order as gap,
            case
                when k.is_integer then div(
                    (k.number - min(k.number) over whole) * most,
                    max(k.number) over whole - min(k.number) over whole + 1
                )
                else div((row_number() over in_order - 1) * most, k.rows)
            end as cell
        from key as k
        window
            whole as (partition by k.entity),
            in_order as (partition by k.entity order by k.number, k.text)
    ),
    cut as (
        select
            p.*,
            p.cell is distinct from lag(p.cell) over in_order and p.gap is distinct from 1 as is_cut
        from placed as p
        window in_order as (partition by p.entity order by p.place)
    ),
    parted as (
        select
            c.*,
            count(*) filter (where c.is_cut) over (partition by c.entity order by c.place) as part
        from cut as c
    ),
    counted as (
        select
            c.entity, c.part, c.state,
            count(*) as rows, min(c.place) as first, max(c.place) as last
        from parted as c
        group by c.entity, c.part, c.state
    ),
    range as (
        select
            c.entity,
            min(c.first) as first,
            max(c.last) as last,
            sum(c.rows)::bigint as rows,
            jsonb_object_agg(c.state, c.rows::text order by c.state) as states
        from counted as c
        group by c.entity, c.part
    )
    select r.entity, a.text, z.text, r.rows, r.states
    from range as r
    join placed as a on a.entity = r.entity and a.place = r.first
    join placed as z on z.entity = r.entity and z.place = r.last
    order by r.entity, r.first;
end;
$body$;

comment on function lockstep.differing_ranges is
    'Where the differences lie that a run has saved: ranges of source keys (the first column, if '
    'it is an integer, else the whole key as JSON), at most so many (1 or more) for each entity, '
    'with rows, and rows by state. Raises LSJ05.';
