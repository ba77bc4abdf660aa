-- room: report    audience: public    calls: nothing
create view lockstep.set_aside as
select s.entity, s.target, s.kind, s.name, s.definition, s.run, r.status as run_status, s.at
from lockstep_state.set_aside as s
left join lockstep_state.run as r on r.id = s.run;

comment on view lockstep.set_aside is
    'Indexes and foreign keys that a fast first load has dropped and not built yet.';
