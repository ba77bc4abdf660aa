-- room: report    audience: public    calls: nothing
create view lockstep.differences as
select d.run, d.entity, d.source_key, d.state, d.sqlstate
from lockstep_state.difference as d;

comment on view lockstep.differences is
    'What each detect found, and what each undo left as it is (changed since by somebody else, or '
    'refused by the database, with its SQLSTATE): keys and states.';
