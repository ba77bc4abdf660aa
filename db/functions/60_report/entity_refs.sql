-- room: report    audience: public    calls: nothing
create view lockstep.entity_refs as
select r.entity, r.name, r.refers_to, r.key, r.ref_column, r.if_missing, r.is_late
from lockstep_state.entity_ref as r;

comment on view lockstep.entity_refs is 'References of entities to entities.';
