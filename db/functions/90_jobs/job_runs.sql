-- room: jobs    audience: public    calls: nothing
create view lockstep.job_runs as
select
    r.id,
    r.job,
    r.planned_at,
    r.started_at,
    r.finished_at,
    r.is_manual,
    r.is_full,
    r.is_waiting,
    r.run,
    r.verify_run,
    r.outcome,
    r.steps,
    r.rows,
    r.written,
    r.seconds,
    r.error_code,
    r.error
from lockstep_state.job_run as r;

comment on view lockstep.job_runs is
    'What became of jobs each time. outcome: succeeded; out_of_step (through, but rows were '
    'refused or differ); stopped (at a limit: the next goes on); failed; cancelled; null while '
    'it runs.';
