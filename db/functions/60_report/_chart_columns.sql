-- room: report    audience: private    calls: nothing
create function lockstep_private.chart_columns(run bigint, columns integer default 20)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        jsonb_agg(
            jsonb_build_object('entity', c.entity, 'column', c.name, 'rows', c.rows::text)
            order by c.rows desc, c.entity, c.name
        ),
        '[]'
    )
    from (
        select d.entity, x.name, count(*) as rows
        from lockstep_state.difference as d
        cross join lateral unnest(d.columns) as x (name)
        where d.run = chart_columns.run
        group by d.entity, x.name
        order by rows desc, d.entity, x.name
        limit chart_columns.columns
    ) as c;
$body$;

comment on function lockstep_private.chart_columns is
    'The columns that differ in most rows, as a comparison without the ledger saw them.';
