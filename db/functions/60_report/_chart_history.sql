-- room: report    audience: private    calls: nothing
create function lockstep_private.chart_history(
    entities text[],
    until    bigint,
    runs     integer default 50
)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(
        jsonb_agg(
            jsonb_build_object(
                'run', h.id::text,
                'kind', h.kind,
                'dry_run', h.is_dry,
                'finished_at', h.finished_at,
                'source_rows', h.source_rows::text,
                'differing', h.differing::text,
                'rejected', h.rejected::text
            )
            order by h.id
        ),
        '[]'
    )
    from (
        select r.id, r.kind, r.is_dry, r.finished_at, e.source_rows, e.rejected, s.differing
        from lockstep_state.run as r
        cross join lateral (
            select
                coalesce(sum(x.source_rows), 0) as source_rows,
                coalesce(sum(x.rejected), 0) as rejected
            from lockstep_state.run_entity as x
            where x.run = r.id and x.entity = any (chart_history.entities)
        ) as e
        cross join lateral (
            select coalesce(
                sum(g.insert + g.update + g.conflict + g.drift + g.missing + g.delete), 0
            ) as differing
            from lockstep_state.segment as g
            where g.run = r.id and g.entity = any (chart_history.entities)
        ) as s
        where r.id <= chart_history.until
            and r.kind in ('sync', 'compare', 'detect', 'validate')
            and r.status = 'completed'
            and r.entities && chart_history.entities
        order by r.id desc
        limit chart_history.runs
    ) as h;
$body$;

comment on function lockstep_private.chart_history is
    'What the latest runs up to this one met of these entities: rows at the source, rows in any '
    'state but unchanged, rejects.';
