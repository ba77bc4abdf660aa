-- room: jobs    audience: public    calls: job_lock tick_job
--
-- Whoever finds a job locked leaves it: another tick is at work on it. The first lock is the one
-- that a deploy holds alone while it lays these functions anew (DEPLOY_LOCK of the runner).
create function lockstep.tick(
    jobs text[] default null,
    at   timestamptz default clock_timestamp()
)
    returns table (status text, job text)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_job text;
begin
    status := 'idle';
    if not pg_try_advisory_xact_lock_shared(5204637001) then
        return next;
        return;
    end if;

    for v_job in
        select j.name
        from lockstep_state.job as j
        left join lockstep_state.job_run as r on r.job = j.name and r.finished_at is null
        where (j.name = any (tick.jobs) or tick.jobs is null)
            and (r.id is not null or j.asked_at is not null or j.next_run_at <= tick.at)
        order by j.ticked_at nulls first, j.name
    loop
        continue when not pg_try_advisory_xact_lock(lockstep_private.job_lock(v_job));
        tick.status := lockstep_private.tick_job(v_job, tick.at);
        if tick.status in ('worked', 'closed', 'broken') then
            update lockstep_state.job as j set ticked_at = clock_timestamp() where j.name = v_job;
            tick.job := v_job;
            return next;
            return;
        end if;
    end loop;

    tick.status := 'idle';
    return next;
end;
$body$;

comment on function lockstep.tick is
    'Does the next step of one job (of these, or of all) that is due or not through, the one that '
    'waited longest, in the caller''s transaction. status: worked (call again), closed (a run of '
    'the job is through: call again), broken (the statement was cancelled: stop calling), idle '
    '(nothing to do now, or others do it). at: the clock to go by. What fails is noted at the job '
    'and does not raise.';
