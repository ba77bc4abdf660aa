-- room: report    audience: public    calls: nothing
create view lockstep.checkpoints as
select
    e.name as entity,
    s.id as last_run,
    s.finished_at as last_synced_at,
    w.id as last_whole_run,
    w.finished_at as last_whole_at,
    m.since as watermark_since,
    m.noted_at as watermark_noted_at,
    nullif(l.reltuples, -1)::bigint as ledger_rows,
    o.id as open_run,
    o.kind as open_kind,
    o.status as open_status,
    c.done as open_segments_done,
    c.segments as open_segments,
    o.silent_seconds,
    array_remove(
        array[
            case when s.id is null then 'never synced' end,
            case when e.defined_at > s.created_at then 'defined anew since it was synced last' end,
            case
                when m.defined_at <> e.defined_at then 'the watermark is of an older definition'
            end,
            case
                when o.status = 'failed' then format('run %s failed', o.id)
                when o.status = 'paused' then format('run %s is paused', o.id)
                when o.silent_seconds > 60 then format('run %s gives no sign of life', o.id)
            end
        ],
        null
    ) as stale
from lockstep_state.entity as e
left join lateral (
    select r.id, r.created_at, r.finished_at
    from lockstep_state.run_entity as x
    join lockstep_state.run as r on r.id = x.run
    where x.entity = e.name and r.kind = 'sync' and not r.is_dry and r.status = 'completed'
    order by x.run desc
    limit 1
) as s on true
left join lateral (
    select r.id, r.finished_at
    from lockstep_state.run_entity as x
    join lockstep_state.run as r on r.id = x.run
    where x.entity = e.name and r.kind = 'sync' and not r.is_dry and r.status = 'completed'
        and x.is_accounted is not null
    order by x.run desc
    limit 1
) as w on true
left join lockstep_state.watermark as m on m.entity = e.name
left join pg_class as l
    on l.relname = e.name
    and l.relkind = 'r'
    and l.relnamespace = (select n.oid from pg_namespace as n where n.nspname = 'lockstep_ledger')
left join lateral (
    select
        r.id, r.kind, r.status,
        extract(epoch from clock_timestamp() - coalesce(r.heartbeat_at, r.created_at))
            ::double precision as silent_seconds
    from lockstep_state.run as r
    where r.kind in ('sync', 'undo', 'adopt')
        and not r.is_dry
        and r.status in ('pending', 'running', 'paused', 'failed')
        and e.name = any (r.entities)
    order by r.id desc
    limit 1
) as o on true
left join lateral (
    select count(*) filter (where g.is_done) as done, count(*) as segments
    from lockstep_state.segment as g
    where g.run = o.id and g.entity = e.name
) as c on o.id is not null;

comment on view lockstep.checkpoints is
    'Where each entity stands: the last sync, the last one that looked at all rows, how far back a '
    'sync by watermark looks, about how many rows the ledger has (null: not known), the run that '
    'did not end with its segments, and what is stale about it, empty for nothing.';
