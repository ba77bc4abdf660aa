-- room: entity    audience: private    calls: nothing
create function lockstep_private.check_group(chosen lockstep_state.entity_group)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_new   lockstep_state.entity_group := chosen;
    v_wrong text;
    r_taken record;
begin
    v_wrong := case
        when coalesce(r_new.name, '') !~ '^[a-z][a-z0-9_-]{0,39}$'
            then 'its name must be 1 to 40 lower-case letters, digits, _ and -'
        when r_new.name = 'all' then 'all entities are called so'
        when coalesce(r_new.kind, '') not in ('group', 'domain') then 'kind must be group or domain'
        when r_new.entities || r_new.groups = '{}' then 'it names no entity'
        when array_position(r_new.entities || r_new.groups, null) is not null
            then 'a name in it is null'
        when r_new.kind = 'domain' and r_new.groups <> '{}' then 'a domain holds entities only'
    end;
    if v_wrong is not null then
        raise exception using
            errcode = 'LSE30',
            message = format('group %L cannot be defined: %s', r_new.name, v_wrong),
            hint    = 'See \df+ lockstep.define_group.';
    end if;

    select g.name, e.entity
    into r_taken
    from lockstep_state.entity_group as g
    cross join unnest(g.entities) as e (entity)
    where r_new.kind = 'domain'
        and g.kind = 'domain'
        and g.name <> r_new.name
        and e.entity = any (r_new.entities)
    order by g.name, e.entity
    limit 1;
    if found then
        raise exception using
            errcode = 'LSE31',
            message = format(
                'entity %L is of domain %L already, and cannot be of %L',
                r_taken.entity, r_taken.name, r_new.name
            ),
            hint    = 'An entity belongs to one domain at most; groups may share entities.';
    end if;
end;
$body$;

comment on function lockstep_private.check_group is
    'Refuses groups that make no sense, and domains that share an entity. Raises LSE30 and LSE31.';
