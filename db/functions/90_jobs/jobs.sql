-- room: jobs    audience: public    calls: nothing
create view lockstep.jobs as
select
    j.name,
    case
        when r.id is not null and u.status = 'paused' and not r.is_waiting then 'paused'
        when r.is_waiting then 'waiting'
        when r.id is not null then 'running'
        when j.asked_at is not null then 'asked'
        when j.paused_at is not null then 'paused'
        when j.next_run_at > clock_timestamp() then 'scheduled'
        when j.held_at > clock_timestamp() - interval '5 minutes' then 'waiting'
        when j.next_run_at < clock_timestamp() - interval '5 minutes' then 'late'
        else 'due'
    end as state,
    j.schedule,
    j.cron,
    j.every_days,
    j.zone,
    j.windows,
    j.entities,
    j.full_schedule as full_every,
    j.verify,
    j.sample,
    j.apply_deletes,
    j.max_delete_ratio,
    j.max_rows,
    j.max_minutes,
    j.created_at,
    j.created_by,
    j.paused_at,
    j.next_run_at,
    j.next_full_at,
    j.failures,
    l.started_at as last_started_at,
    l.outcome as last_outcome,
    l.run as last_run,
    l.error_code as last_error_code,
    l.error as last_error,
    h.last_success_at,
    h.runs,
    h.succeeded,
    h.average_seconds
from lockstep_state.job as j
left join lockstep_state.job_run as r on r.job = j.name and r.finished_at is null
left join lockstep_state.run as u on u.id = coalesce(r.verify_run, r.run)
left join lateral (
    select d.*
    from lockstep_state.job_run as d
    where d.job = j.name and d.finished_at is not null
    order by d.id desc
    limit 1
) as l on true
cross join lateral (
    select
        count(*) as runs,
        count(*) filter (where d.outcome = 'succeeded') as succeeded,
        max(d.finished_at) filter (where d.outcome = 'succeeded') as last_success_at,
        avg(d.seconds) as average_seconds
    from lockstep_state.job_run as d
    where d.job = j.name and d.finished_at is not null
) as h;

comment on view lockstep.jobs is
    'Jobs, one row each. state: scheduled; due; late (due for 5 minutes: who calls run_jobs?); '
    'asked (somebody asked for a run); running; waiting (for its window); paused. runs, succeeded, '
    'average_seconds: of all that ended.';
