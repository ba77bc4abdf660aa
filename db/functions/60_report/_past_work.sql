-- room: report    audience: private    calls: run_entities
create function lockstep_private.past_work(entity text)
    returns table (
        work    text,
        run     bigint,
        ended   timestamptz,
        rows    bigint,
        changed bigint,
        seconds double precision,
        alone   double precision
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        case
            when e.since is not null then 'moved'
            when r.kind = 'sync' and not r.is_dry and e.insert * 2 > n.rows then 'load'
            when e.insert * 2 <= n.rows then 'compare'
            else 'count'
        end,
        e.run,
        e.finished_at,
        n.rows,
        e.insert + e.update + e.conflict + e.drift + e.missing,
        e.seconds,
        (
            select coalesce(sum(s.seconds), 0)
            from lockstep_state.segment as s
            where s.run = e.run and s.entity = e.entity and s.kind not in ('range', 'keys')
        )
    from (
        select p.run, p.entity
        from lockstep_state.run_entity as p
        where p.finished_at is not null
            and (past_work.entity is null or p.entity = past_work.entity)
        order by p.run desc
        limit 100
    ) as p
    join lockstep_state.run as r
        on r.id = p.run
        and r.kind in ('sync', 'compare', 'detect')
        and not r.options ?| '{since,analysis,partial,deep}'::text[]
    join lockstep.run_entities as e on e.run = p.run and e.entity = p.entity
    cross join lateral (select e.source_rows - coalesce(e.excluded, 0) as rows) as n;
$body$;

comment on function lockstep_private.past_work is
    'What the latest runs did, of one entity or (null) of all. work: load (most rows were new), '
    'compare, moved (by watermark), or count (nothing written, all new). rows: looked at; '
    'changed: that differed; seconds: of all sessions together; alone: in '
    'segments that no two can share.';
