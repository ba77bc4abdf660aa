-- room: entity    audience: public    calls: check_group
create function lockstep.define_group(
    name        text,
    entities    text[] default '{}',
    groups      text[] default '{}',
    kind        text default 'group',
    description text default ''
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_new lockstep_state.entity_group;
    r_old lockstep_state.entity_group;
begin
    r_new.name := name;
    r_new.kind := kind;
    r_new.entities := array(select distinct e from unnest(entities) as e order by e);
    r_new.groups := array(select distinct g from unnest(groups) as g order by g);
    r_new.description := coalesce(description, '');
    perform lockstep_private.check_group(r_new);

    select g.* into r_old from lockstep_state.entity_group as g where g.name = r_new.name;
    r_new.defined_at := r_old.defined_at;
    if r_new is not distinct from r_old then
        return 'unchanged';
    end if;

    insert into lockstep_state.entity_group as g (name, kind, entities, groups, description)
    values (r_new.name, r_new.kind, r_new.entities, r_new.groups, r_new.description)
    on conflict on constraint entity_group_pkey do update
    set kind        = excluded.kind,
        entities    = excluded.entities,
        groups      = excluded.groups,
        description = excluded.description,
        defined_at  = excluded.defined_at;

    return case when r_old.name is null then 'created' else 'changed' end;
end;
$body$;

comment on function lockstep.define_group is
    'A name for some entities, to choose them by; the same call again changes nothing. entities, '
    'groups: what it holds, which may be defined later; kind: group, or domain, by which reports '
    'add up: an entity belongs to one domain at most, and a domain holds no groups. The group '
    '"all" is always there. Returns created, changed or unchanged. Raises LSE30 and LSE31.';
