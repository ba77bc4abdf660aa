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
    d.name as domain,
    e.is_complete,
    e.defined_at,
    array(
        select format('%s %I', s.kind, s.name)
        from lockstep_state.set_aside as s
        where s.entity = e.name
        order by s.id
    ) as set_aside
from lockstep_state.entity as e
left join lockstep_state.entity_group as d on d.kind = 'domain' and e.name = any (d.entities);

comment on view lockstep.entities is
    'Mappings, one row each. domain: null if it is of none; set_aside: indexes and foreign keys of '
    'the target that a fast first load has yet to build.';
