-- room: validate    audience: public    calls: nothing
create view lockstep.muted_findings as
select m.key, m.reason, m.muted_at
from lockstep_state.muted_finding as m;

comment on view lockstep.muted_findings is
    'Findings that people have seen and accepted.';
