-- room: schema    audience: public    calls: restore_object
create function lockstep.restore_set_aside(entity text default null)
    returns integer
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_object   bigint;
    v_restored integer := 0;
begin
    for v_object in
        select s.id
        from lockstep_state.set_aside as s
        where s.entity = restore_set_aside.entity or restore_set_aside.entity is null
        order by s.kind desc, s.id
    loop
        if lockstep_private.restore_object(v_object) then
            v_restored := v_restored + 1;
        end if;
    end loop;

    return v_restored;
end;
$body$;

comment on function lockstep.restore_set_aside is
    'Builds the indexes and foreign keys that a fast first load of an entity (null for all) has '
    'set aside, in one transaction, and returns their number; the load may go on. The view '
    'lockstep.set_aside lists them. Raises LSA03.';
