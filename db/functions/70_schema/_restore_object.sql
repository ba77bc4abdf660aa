-- room: schema    audience: private    calls: object_picture create_object broken_sql quoted_names write_log
--
-- Builds wait for writers, not for readers. The time is longer than deadlock_timeout by default is,
-- so that an autovacuum at work gives way.
create function lockstep_private.restore_object(object bigint)
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s'
as $body$
declare
    r_object lockstep_state.set_aside;
begin
    delete from lockstep_state.set_aside as s where s.id = object returning s.* into r_object;
    if r_object.id is null then
        return false;
    end if;
    if to_regclass(r_object.target) is null then
        return false;
    end if;
    if lockstep_private.object_picture(r_object) is null then
        perform lockstep_private.create_object(r_object);
    end if;

    perform lockstep_private.write_log(
        r_object.run, r_object.entity, 'info',
        format('%s %I of %s is in place again', r_object.kind, r_object.name, r_object.target)
    );
    return true;
exception
    when foreign_key_violation then
        raise exception using
            errcode = 'LSA03',
            message = format(
                'foreign key %I of %s cannot be built: rows that it refers to are gone',
                r_object.name, r_object.target
            ),
            detail  = format(
                'Rows that break it: select t.* from %s as t where %s', r_object.target,
                lockstep_private.broken_sql(
                    r_object, lockstep_private.quoted_names(r_object.columns, 't.')
                )
            ),
            hint    = format(
                'Delete those rows, or write again what they refer to in %s. Then: '
                'lockstep sync --resume %s', r_object.refers_to, r_object.run
            );
end;
$body$;

comment on function lockstep_private.restore_object is
    'Builds one object that was set aside (its number) and forgets that it was, unless somebody '
    'did so before. Returns whether there was anything to do. Raises LSA03.';
