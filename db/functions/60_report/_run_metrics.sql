-- room: report    audience: private    calls: nothing
create view lockstep_private.run_metrics as
select m.name, jsonb_build_object('kind', r.kind) || m.labels as labels, m.value
from (
    select distinct on (r.kind) r.id, r.kind, r.status, r.started_at, r.finished_at
    from lockstep_state.run as r
    where r.finished_at is not null and not r.is_dry
    order by r.kind, r.id desc
) as r
cross join lateral (
    select
        coalesce(sum(s.source_rows), 0) as compared,
        coalesce(sum(s.written), 0) as written,
        coalesce(sum(s.rejected), 0) as refused,
        extract(epoch from r.finished_at - coalesce(r.started_at, r.finished_at)) as seconds
    from lockstep_state.segment as s
    where s.run = r.id
) as c
cross join lateral (
    values
        (
            'lockstep_last_run_success', '{}'::jsonb,
            (r.status = 'completed')::integer::double precision
        ),
        ('lockstep_last_run_timestamp_seconds', '{}', extract(epoch from r.finished_at)),
        ('lockstep_last_run_duration_seconds', '{}', c.seconds),
        ('lockstep_last_run_rows', '{"result": "compared"}', c.compared),
        ('lockstep_last_run_rows', '{"result": "written"}', c.written),
        ('lockstep_last_run_rows', '{"result": "refused"}', c.refused),
        ('lockstep_last_run_rows_per_second', '{}', c.compared / nullif(c.seconds, 0))
) as m (name, labels, value)
where m.value is not null
union all
select 'lockstep_active_runs', jsonb_build_object('status', s.status), count(r.id)
from unnest('{pending,running,paused}'::text[]) as s (status)
left join lockstep_state.run as r on r.status = s.status
group by s.status
union all
select
    'lockstep_silent_seconds', '{}',
    coalesce(
        max(extract(epoch from clock_timestamp() - coalesce(r.heartbeat_at, r.created_at))), 0
    )
from lockstep_state.run as r
where r.status = 'running';

comment on view lockstep_private.run_metrics is
    'Of lockstep.metrics, what is known of the last run of each kind, and of those at work.';
