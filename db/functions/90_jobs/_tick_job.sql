-- room: jobs    audience: private    calls: is_window_open open_job_run hold_job_run work_job fail_job_run
create function lockstep_private.tick_job(job text, at timestamptz)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_job     lockstep_state.job;
    r_run     lockstep_state.job_run;
    v_is_open boolean;
    v_code    text;
    v_message text;
begin
    select j.* into r_job from lockstep_state.job as j where j.name = job;
    if not found then
        return 'gone';
    end if;
    v_is_open := lockstep_private.is_window_open(r_job.windows, r_job.zone, at);
    select r.*
    into r_run
    from lockstep_state.job_run as r
    where r.job = tick_job.job and r.finished_at is null;

    if r_run.id is null then
        if r_job.asked_at is null
            and (r_job.paused_at is not null or r_job.next_run_at > at or not v_is_open)
        then
            update lockstep_state.job as j
            set held_at = tick_job.at
            where j.name = job
                and j.paused_at is null
                and j.next_run_at <= tick_job.at
                and coalesce(j.held_at < tick_job.at - interval '1 minute', true);
            return 'idle';
        end if;
        r_run := lockstep_private.open_job_run(r_job, at);
    elsif r_job.paused_at is not null and not r_run.is_manual then
        return 'paused';
    elsif not v_is_open and not r_run.is_manual then
        perform lockstep_private.hold_job_run(r_run);
        return 'waiting';
    end if;

    begin
        return lockstep_private.work_job(r_job, r_run, at);
    exception
        when query_canceled or others then
            -- boundary: what fails is noted, and tried again later; nobody may be there to see it
            get stacked diagnostics
                v_code = returned_sqlstate,
                v_message = message_text;
    end;
    perform lockstep_private.fail_job_run(r_run.id, v_code, v_message, at);
    return case when v_code = '57014' then 'broken' else 'closed' end;
end;
$body$;

comment on function lockstep_private.tick_job is
    'Decides what is to be done for a job at a time, and does a step of it: worked or closed; '
    'idle, paused, waiting or wait if there is nothing to do for us; gone if the job is dropped; '
    'broken if the statement was cancelled.';
