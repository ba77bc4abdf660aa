-- room: report    audience: private    calls: nothing
create view lockstep_private.entity_metrics as
select m.name, jsonb_build_object('entity', e.name) || m.labels as labels, m.value
from lockstep_state.entity as e
left join lateral (
    select r.id, r.started_at, r.finished_at
    from lockstep_state.run_entity as x
    join lockstep_state.run as r on r.id = x.run
    where x.entity = e.name and r.kind = 'sync' and not r.is_dry and r.status = 'completed'
    order by x.run desc
    limit 1
) as s on true
left join lateral (
    select r.finished_at, x.source_rows, x.synced, x.excluded, x.extra
    from lockstep_state.run_entity as x
    join lockstep_state.run as r on r.id = x.run
    where x.entity = e.name and r.kind = 'sync' and not r.is_dry and r.status = 'completed'
        and x.is_accounted is not null
    order by x.run desc
    limit 1
) as w on true
cross join lateral (
    select count(*) as open
    from lockstep_state.reject as j
    where j.entity = e.name and j.closed_at is null
) as j
cross join lateral (
    values
        (
            'lockstep_entity_lag_seconds', '{}'::jsonb,
            extract(epoch from clock_timestamp() - s.started_at)::double precision
        ),
        (
            'lockstep_entity_last_success_timestamp_seconds', '{"pass": "any"}',
            extract(epoch from s.finished_at)
        ),
        (
            'lockstep_entity_last_success_timestamp_seconds', '{"pass": "whole"}',
            extract(epoch from w.finished_at)
        ),
        ('lockstep_entity_rows', '{"state": "source"}', w.source_rows),
        ('lockstep_entity_rows', '{"state": "synced"}', w.synced),
        ('lockstep_entity_rows', '{"state": "excluded"}', w.excluded),
        ('lockstep_entity_rows', '{"state": "extra"}', w.extra),
        ('lockstep_entity_open_rejects', '{}', j.open)
) as m (name, labels, value)
where m.value is not null;

comment on view lockstep_private.entity_metrics is
    'Of lockstep.metrics, what is known of each entity.';
