-- room: jobs    audience: private    calls: next_time write_log
create function lockstep_private.close_job_run(
    job_run bigint,
    outcome text,
    at      timestamptz,
    code    text default null,
    message text default null
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.job_run;
begin
    update lockstep_state.job_run as r
    set outcome = close_job_run.outcome,
        finished_at = greatest(close_job_run.at, r.started_at),
        is_waiting = false,
        error_code = close_job_run.code,
        error = close_job_run.message
    where r.id = close_job_run.job_run and r.finished_at is null
    returning * into r_run;
    if not found then
        return;
    end if;

    update lockstep_state.job as j
    set failures = case when close_job_run.outcome = 'failed' then j.failures + 1 else 0 end,
        next_full_at = case
            when r_run.is_full and close_job_run.outcome in ('succeeded', 'out_of_step')
                then lockstep_private.next_time(
                    j.full_cron, j.full_every_days, j.zone, close_job_run.at
                )
            else j.next_full_at
        end,
        next_run_at = case
            when close_job_run.outcome = 'cancelled' then lockstep_private.next_time(
                j.cron, j.every_days, j.zone, greatest(close_job_run.at, r_run.planned_at)
            )
            else j.next_run_at
        end
    where j.name = r_run.job;
    perform lockstep_private.write_log(
        coalesce(r_run.verify_run, r_run.run),
        null,
        case outcome when 'failed' then 'error' when 'out_of_step' then 'warning' else 'info' end,
        format('job %s: %s', r_run.job, replace(outcome, '_', ' ')),
        jsonb_strip_nulls(jsonb_build_object('job', r_run.job, 'code', code))
    );
end;
$body$;

comment on function lockstep_private.close_job_run is
    'Notes how a run of a job ended. After one that looked at all rows, says when that is next; '
    'after one that somebody cancelled, what was missed meanwhile is not made up for.';
