-- room: report    audience: public    calls: run_status
create function lockstep.progress(run bigint)
    returns table (
        entity        text,
        level         integer,
        stage_kind    text,
        segments      bigint,
        segments_done bigint,
        rows_done     bigint,
        rows_expected bigint,
        differing     bigint,
        written       bigint,
        rejected      bigint,
        is_done       boolean
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        e.entity,
        e.level,
        coalesce(
            (array_agg(s.kind order by s.stage, s.id) filter (where not s.is_done))[1], 'done'
        ),
        count(*) filter (where s.kind in ('range', 'all', 'keys', 'since')),
        count(*) filter (where s.kind in ('range', 'all', 'keys', 'since') and s.is_done),
        coalesce(sum(s.source_rows), 0)::bigint,
        greatest(
            coalesce(sum(s.source_rows), 0),
            (
                select max(o.source_rows)
                from lockstep_state.run_entity as o
                where o.entity = e.entity and o.run < progress.run and e.since is null
            ),
            (
                select max(t.estimated_rows)
                from lockstep_state.entity as n
                join lockstep_state.link as l on true
                join lockstep_state.linked_table as t on t.link = l.name
                where n.name = e.entity
                    and e.since is null
                    and n.base_table = format('%I.%I', l.local_schema, t.local_table)
            )
        )::bigint,
        coalesce(
            sum(s.insert + s.update + s.conflict + s.drift + s.missing + s.delete), 0
        )::bigint,
        coalesce(sum(s.written), 0)::bigint,
        coalesce(sum(s.rejected), 0)::bigint,
        e.finished_at is not null
    from lockstep_state.run_entity as e
    left join lockstep_state.segment as s on s.run = e.run and s.entity = e.entity
    where e.run = progress.run and lockstep_private.run_status(progress.run) is not null
    group by e.run, e.entity, e.level, e.since, e.finished_at
    order by e.level, e.entity;
$body$;

comment on function lockstep.progress is
    'How far a run has come, entity by entity. stage_kind: what comes next (done for nothing); '
    'rows_expected: from the last run or the source''s statistics, a guess. Raises LSJ05.';
