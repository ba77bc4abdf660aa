-- room: report    audience: public    calls: nothing
create view lockstep.entity_columns as
select c.entity, c.side, c.name, c.type, c.is_not_null, c.key_position
from lockstep_state.entity_column as c;

comment on view lockstep.entity_columns is
    'Source columns that entities use and target columns that they write.';
