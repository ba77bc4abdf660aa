-- room: report    audience: public    calls: nothing
create view lockstep.differences as
select d.run, d.entity, d.source_key, d.state
from lockstep_state.difference as d;

comment on view lockstep.differences is 'What each detect found: keys and states.';
