-- room: entity    audience: private    calls: nothing
create function lockstep_private.group_row(name text)
    returns lockstep_state.entity_group
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_group lockstep_state.entity_group;
begin
    select g.* into r_group from lockstep_state.entity_group as g where g.name = group_row.name;
    if not found then
        raise exception using
            errcode = 'LSE32',
            message = format('group %L is not defined', name),
            hint    = 'List the groups: lockstep group list (select * from lockstep.groups).';
    end if;

    return r_group;
end;
$body$;

comment on function lockstep_private.group_row is
    'The definition of a group. Raises LSE32 if there is none.';
