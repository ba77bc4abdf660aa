-- room: entity    audience: private    calls: nothing
create function lockstep_private.group_members(groups text[])
    returns table (holder text, kind text, name text, is_defined boolean)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with recursive held (name) as (
        select h.name from unnest(group_members.groups) as h (name)
        union
        select i.name
        from held as h
        join lockstep_state.entity_group as g on g.name = h.name
        cross join unnest(g.groups) as i (name)
    )
    select g.name, 'entity', m.name, e.name is not null
    from held as h
    join lockstep_state.entity_group as g on g.name = h.name
    cross join unnest(g.entities) as m (name)
    left join lockstep_state.entity as e on e.name = m.name
    union all
    select g.name, 'group', m.name, m.name = 'all' or o.name is not null
    from held as h
    join lockstep_state.entity_group as g on g.name = h.name
    cross join unnest(g.groups) as m (name)
    left join lockstep_state.entity_group as o on o.name = m.name
    union all
    select h.name, 'entity', e.name, true
    from held as h
    join lockstep_state.entity as e on h.name = 'all';
$body$;

comment on function lockstep_private.group_members is
    'What these groups, and those that they hold, name: each entity and group, and whether it is '
    'defined.';
