-- room: schema    audience: private    calls: object_picture drop_object create_object write_log
--
-- The table is empty, so it costs nothing to try it out first: what cannot be dropped, or does not
-- come back as it was, stays.
create function lockstep_private.set_aside_object(object lockstep_state.set_aside)
    returns lockstep_state.set_aside
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_before jsonb := lockstep_private.object_picture(object);
begin
    perform lockstep_private.drop_object(object);
    perform lockstep_private.create_object(object);
    if lockstep_private.object_picture(object) is distinct from v_before then
        raise exception using
            errcode = 'object_not_in_prerequisite_state',
            message = 'it would not come back as it is',
            hint    = 'It stays.';
    end if;

    perform lockstep_private.drop_object(object);
    insert into lockstep_state.set_aside (
        run, entity, target, kind, name, definition, comment,
        columns, refers_to, ref_columns, operators
    )
    values (
        object.run, object.entity, object.target, object.kind, object.name, object.definition,
        object.comment, object.columns, object.refers_to, object.ref_columns, object.operators
    )
    returning id, at into object.id, object.at;
    return object;
exception
    when lock_not_available or insufficient_privilege then
        raise;
    -- boundary: whatever the reason is that it cannot be set aside, the load goes on with it.
    when others then
        perform lockstep_private.write_log(
            object.run, object.entity, 'info',
            format('%s %I of %s is left in place', object.kind, object.name, object.target),
            jsonb_build_object('code', sqlstate)
        );
        return null;
end;
$body$;

comment on function lockstep_private.set_aside_object is
    'Drops an index or a foreign key of an empty table and remembers it. Returns it with its '
    'number, or null if it has to stay.';
