-- room: validate    audience: public    calls: nothing
create view lockstep.assertions as
select a.entity, a.name, a.description, a.query, a.search_path, a.defined_at
from lockstep_state.assertion as a;

comment on view lockstep.assertions is
    'Queries that must return no row, run by every validation of their entity.';
