-- room: report    audience: public    calls: nothing
create view lockstep.run_progress as
select
    p.run,
    p.entity,
    p.level,
    p.work,
    p.is_done,
    p.segments,
    p.segments_done,
    p.rows_done,
    greatest(p.rows_done, w.rows) as rows_expected,
    p.insert,
    p.update,
    p.conflict,
    p.drift,
    p.missing,
    p.delete,
    p.insert + p.update + p.conflict + p.drift + p.missing + p.delete as differing,
    p.written,
    p.rejected,
    p.started_at,
    p.worked_at,
    r.rows_per_second,
    case
        when not p.is_done and r.rows_per_second > 0 and w.rows > p.rows_done
            then (w.rows - p.rows_done) / r.rows_per_second
    end as seconds_left
from (
    select
        e.run,
        e.entity,
        e.level,
        e.since,
        e.finished_at is not null as is_done,
        coalesce(
            (array_agg(s.kind order by s.stage, s.id) filter (where not s.is_done))[1], 'done'
        ) as work,
        count(*) filter (where s.kind in ('range', 'all', 'keys', 'since')) as segments,
        count(*) filter (where s.kind in ('range', 'all', 'keys', 'since') and s.is_done)
            as segments_done,
        coalesce(sum(s.source_rows), 0)::bigint as rows_done,
        coalesce(sum(s.insert), 0)::bigint as insert,
        coalesce(sum(s.update), 0)::bigint as update,
        coalesce(sum(s.conflict), 0)::bigint as conflict,
        coalesce(sum(s.drift), 0)::bigint as drift,
        coalesce(sum(s.missing), 0)::bigint as missing,
        coalesce(sum(s.delete), 0)::bigint as delete,
        coalesce(sum(s.written), 0)::bigint as written,
        coalesce(sum(s.rejected), 0)::bigint as rejected,
        min(s.finished_at - s.seconds * interval '1 s') filter (where s.source_rows > 0)
            as started_at,
        max(s.finished_at) filter (where s.source_rows > 0) as worked_at
    from lockstep_state.run_entity as e
    left join lockstep_state.segment as s on s.run = e.run and s.entity = e.entity
    group by e.run, e.entity, e.level, e.since, e.finished_at
) as p
cross join lateral (
    select p.rows_done / nullif(extract(epoch from p.worked_at - p.started_at), 0)::double precision
        as rows_per_second
) as r
cross join lateral (
    select greatest(
        (
            select o.source_rows
            from lockstep_state.run_entity as o
            where o.entity = p.entity and o.run < p.run and o.synced is not null
            order by o.run desc
            limit 1
        ),
        (
            select max(t.estimated_rows)
            from lockstep_state.entity as n
            join lockstep_state.link as l on true
            join lockstep_state.linked_table as t on t.link = l.name
            where n.name = p.entity
                and n.base_table = format('%I.%I', l.local_schema, t.local_table)
        )
    ) as rows
    where p.since is null
    union all
    select p.rows_done
    where p.since is not null
) as w;

comment on view lockstep.run_progress is
    'How far runs have come, entity by entity; give the run. work: what comes next (done for '
    'nothing); rows_expected: from the last run that knew, or the source''s statistics, a guess; '
    'rows_per_second: from started_at to worked_at, when its rows were first and last worked on; '
    'seconds_left: at that rate.';
