-- room: report    audience: public    calls: nothing
create view lockstep.logs as
select l.id, l.at, l.run, l.entity, l.level, l.message, l.detail
from lockstep_state.log as l;

comment on view lockstep.logs is 'What happened, without row content.';
