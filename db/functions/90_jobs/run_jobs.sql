-- room: jobs    audience: public    calls: tick_deadline tick
--
-- Commits, which is why it has no set clause and must be called as the only statement.
create procedure lockstep.run_jobs(
    budget interval default interval '90 seconds',
    jobs   text[] default null
)
    language plpgsql
as $body$
declare
    v_end    timestamptz := lockstep_private.tick_deadline(budget);
    v_status text;
begin
    loop
        select t.status into v_status from lockstep.tick(jobs) as t;
        commit;
        exit when v_status not in ('worked', 'closed') or clock_timestamp() >= v_end;
    end loop;
end;
$body$;

comment on procedure lockstep.run_jobs is
    'Ticks all jobs (or those named) until nothing is due or the budget is spent, which is at most '
    '70 % of statement_timeout; commits after each step. For pg_cron: call it each minute, as '
    'the only statement. What is left is for the next call. While another one works on a job, it '
    'leaves that job alone.';
