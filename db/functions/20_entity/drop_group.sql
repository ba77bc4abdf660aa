-- room: entity    audience: public    calls: group_row
create function lockstep.drop_group(name text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_holders text;
begin
    perform lockstep_private.group_row(name);

    select string_agg(quote_literal(g.name), ', ' order by g.name)
    into v_holders
    from lockstep_state.entity_group as g
    where drop_group.name = any (g.groups) and g.name <> drop_group.name;
    if v_holders is not null then
        raise exception using
            errcode = 'LSE34',
            message = format('group %L is held by %s', name, v_holders),
            hint    = 'Drop those first, or define them without it.';
    end if;

    delete from lockstep_state.entity_group as g where g.name = drop_group.name;
end;
$body$;

comment on function lockstep.drop_group is
    'Forgets a group; its entities stay. Raises LSE32, and LSE34 while other groups hold it.';
