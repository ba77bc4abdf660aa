-- room: report    audience: public    calls: nothing
create view lockstep.linked_tables as
select
    t.link,
    t.remote_schema,
    t.remote_table,
    case when t.is_linked then format('%I.%I', l.local_schema, t.local_table) end as local_table,
    t.kind,
    t.parent,
    t.primary_key,
    t.indexes,
    t.estimated_rows,
    c.columns,
    c.columns_as_text,
    t.is_linked,
    t.reason
from lockstep_state.linked_table as t
join lockstep_state.link as l on l.name = t.link
left join lateral (
    select
        count(*) as columns,
        array_agg(c.name order by c.ordinal) filter (where c.is_as_text) as columns_as_text
    from lockstep_state.linked_column as c
    where c.link = t.link
        and c.remote_schema = t.remote_schema
        and c.remote_table = t.remote_table
) as c on true;

comment on view lockstep.linked_tables is
    'Every table of the linked schemas of the sources: where it stands here, or why it is not '
    'linked.';
