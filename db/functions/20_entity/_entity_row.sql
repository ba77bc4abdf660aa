-- room: entity    audience: private    calls: nothing
create function lockstep_private.entity_row(entity text)
    returns lockstep_state.entity
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity lockstep_state.entity;
begin
    select e.* into r_entity from lockstep_state.entity as e where e.name = entity_row.entity;

    if not found then
        raise exception using
            errcode = 'LSE01',
            message = format('entity %L is not defined', entity),
            hint    = 'List the entities: lockstep entity list (select * from lockstep.entities).';
    end if;

    return r_entity;
end;
$body$;

comment on function lockstep_private.entity_row is
    'The definition of an entity. Raises LSE01 if there is none.';
