-- room: report    audience: private    calls: ledger_keys
--
-- Of a large ledger a sample says where the bounds are.
create function lockstep_private.ranked_cells(run bigint, entity text, cells integer)
    returns table (cell integer, lower text, upper text, rows bigint, differing numeric)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_enough   constant integer := 100000;
    v_ledger   regclass := to_regclass(format('lockstep_ledger.%I', entity));
    v_column   text;
    v_type_sql text;
    v_rows     bigint;
begin
    select (lockstep_private.ledger_keys('source', cardinality(e.source_key)))[1], c.type
    into v_column, v_type_sql
    from lockstep_state.entity as e
    join lockstep_state.entity_column as c
        on c.entity = e.name and c.side = 'source' and c.key_position = 1
    where e.name = ranked_cells.entity;
    execute format('select count(*) from %s', v_ledger) into v_rows;
    if v_rows = 0 then
        return;
    end if;

    return query execute format(
        $sql$
        with bound as (
            select percentile_disc(
                array(select i::double precision / $3 from generate_series(0, $3) as i)
            ) within group (order by l.%1$I) as list
            from %2$s as l tablesample system (least(100.0 * $5 / $4, 100)) repeatable (0)
        ),
        found as (
            select width_bucket((d.source_key ->> 0)::%3$s, b.list[2:$3]) as cell, count(*) as rows
            from lockstep_state.difference as d
            cross join bound as b
            where d.run = $1 and d.entity = $2
            group by 1
        )
        select c.cell, b.list[c.cell + 1]::text, b.list[c.cell + 2]::text, $4 / $3,
            coalesce(f.rows, 0)::numeric
        from bound as b
        cross join generate_series(0, $3 - 1) as c (cell)
        left join found as f on f.cell = c.cell
        order by c.cell
        $sql$,
        v_column, v_ledger, v_type_sql
    )
    using run, entity, least(cells, v_rows)::integer, v_rows, c_enough;
end;
$body$;

comment on function lockstep_private.ranked_cells is
    'The keys of an entity in their order, in parts of about as many rows each, with the '
    'differences that a run saved of each. Bounds are those of the first column of the key.';
