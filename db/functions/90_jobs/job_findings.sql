-- room: jobs    audience: public    calls: cron_version cron_entries jobs
create function lockstep.job_findings()
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f.*
    from (
        select
            'job_late', 'error', null::text,
            format('job %s was due at %s: nobody calls lockstep.run_jobs()', j.name,
                date_trunc('second', j.next_run_at)),
            case
                when lockstep_private.cron_version() is null then 'lockstep job work, as a service'
                when exists (select from lockstep_private.cron_entries() as e where e.is_active)
                    then 'see cron.job_run_details: does pg_cron run, and does its call succeed?'
                else 'select lockstep.schedule_jobs(); or lockstep job work, as a service'
            end,
            format('job_late:%s', j.name)
        from lockstep.jobs as j
        where j.state = 'late'
        union all
        select
            'job_failing', case when j.failures < 3 then 'warning' else 'error' end, null,
            format('job %s failed %s times in a row: %s', j.name, j.failures,
                concat_ws(' ', j.last_error_code, j.last_error)),
            format('lockstep job show %s', j.name), format('job_failing:%s', j.name)
        from lockstep.jobs as j
        where j.failures > 0
        union all
        select
            'job_clock', 'warning', null,
            format('job %s has run for %s, which is yet to come: the clock went back', j.name,
                date_trunc('second', max(r.planned_at))),
            format('when the clock is right: lockstep job resume %s', j.name),
            format('job_clock:%s', j.name)
        from lockstep_state.job as j
        join lockstep_state.job_run as r on r.job = j.name
        group by j.name
        having max(r.planned_at) > clock_timestamp() + interval '1 minute'
        union all
        select
            'job_entity', 'error', e.name,
            format('job %s names entity %s, which is not defined', j.name, e.name),
            format('lockstep entity load DIR, or lockstep job drop %s', j.name),
            format('job_entity:%s:%s', j.name, e.name)
        from lockstep_state.job as j
        cross join unnest(j.entities) as e (name)
        where not exists (select from lockstep_state.entity as d where d.name = e.name)
        union all
        select
            'job_cron', 'warning', null,
            format('the entry lockstep of pg_cron, of role %s, is %s', c.username,
                case when c.is_active then 'another call: ' || c.command else 'not active' end),
            'select lockstep.schedule_jobs();', format('job_cron:%s', c.username)
        from lockstep_private.cron_entries() as c
        where not c.is_active or c.command <> 'call lockstep.run_jobs()'
    ) as f ("check", level, entity, detail, remedy, key);
$body$;

comment on function lockstep.job_findings is
    'What is wrong with jobs: late, failing, of entities that are gone; clocks, and the entry of '
    'pg_cron. lockstep.doctor() has them, too.';
