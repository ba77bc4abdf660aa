-- room: report    audience: public    calls: nothing
create view lockstep.entities as
select
    e.name,
    e.source,
    e.source_key,
    format('%I.%I', e.target_schema, e.target_table) as target,
    e.target_key,
    e.key_strategy,
    e.columns,
    e.refs,
    e.watermark,
    e.on_delete,
    e.archive,
    e.on_drift,
    e.batch_rows,
    e.description,
    e.is_complete,
    e.defined_at
from lockstep_state.entity as e;

comment on view lockstep.entities is 'Mappings, one row each.';
