-- room: report    audience: public    calls: nothing
create view lockstep.run_entities as
select
    e.run,
    e.entity,
    e.level,
    e.pushdown,
    e.source_rows,
    e.synced,
    e.rejected,
    e.excluded,
    e.extra,
    e.is_accounted,
    s.insert,
    s.update,
    s.conflict,
    s.drift,
    s.missing,
    s.delete,
    s.unchanged,
    s.written,
    s.seconds,
    e.finished_at,
    e.since,
    e.obstacle,
    e.pairing,
    e.settled,
    d.name as domain
from lockstep_state.run_entity as e
left join lockstep_state.entity_group as d on d.kind = 'domain' and e.entity = any (d.entities)
cross join lateral (
    select
        coalesce(sum(g.insert), 0)::bigint as insert,
        coalesce(sum(g.update), 0)::bigint as update,
        coalesce(sum(g.conflict), 0)::bigint as conflict,
        coalesce(sum(g.drift), 0)::bigint as drift,
        coalesce(sum(g.missing), 0)::bigint as missing,
        coalesce(sum(g.delete), 0)::bigint as delete,
        coalesce(sum(g.unchanged), 0)::bigint as unchanged,
        coalesce(sum(g.written), 0)::bigint as written,
        coalesce(sum(g.seconds), 0) as seconds
    from lockstep_state.segment as g
    where g.run = e.run and g.entity = e.entity
) as s;

comment on view lockstep.run_entities is
    'What each run found and did, entity by entity; source_rows to extra are filled when the '
    'entity is through. seconds: working time of all sessions together. since: only rows '
    'moved since that time of the source were looked at; source_rows counts those, and no more is '
    'known. obstacle: why a sync by watermark looked at all rows nevertheless. pairing: how a '
    'comparison without the ledger found target rows; settled: differences that were gone when it '
    'looked again. domain: what it is of now.';
