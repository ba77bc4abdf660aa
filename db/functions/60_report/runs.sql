-- room: report    audience: public    calls: nothing
create view lockstep.runs as
select
    r.id,
    r.kind,
    r.status,
    r.is_dry,
    r.entities,
    r.options,
    r.created_at,
    r.created_by,
    r.started_at,
    r.heartbeat_at,
    r.finished_at,
    r.error_code,
    r.error
from lockstep_state.run as r;

comment on view lockstep.runs is 'Executions, one row each.';
