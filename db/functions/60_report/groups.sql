-- room: report    audience: public    calls: group_members
create view lockstep.groups as
select g.name, g.kind, g.description, g.entities, g.groups, m.chosen, m.missing
from (
    select g.name, g.kind, g.description, g.entities, g.groups
    from lockstep_state.entity_group as g
    union all
    select 'all', 'group', 'All entities.', '{}', '{}'
) as g
cross join lateral (
    select
        coalesce(
            array_agg(distinct m.name) filter (where m.kind = 'entity' and m.is_defined), '{}'
        ) as chosen,
        coalesce(array_agg(distinct m.name) filter (where not m.is_defined), '{}') as missing
    from lockstep_private.group_members(array[g.name]) as m
) as m;

comment on view lockstep.groups is
    'Named choices of entities. entities, groups: what each names; chosen: the entities that it '
    'comes to; missing: names in it that are not defined.';
