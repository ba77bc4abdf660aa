-- room: schema    audience: private    calls: nothing
create function lockstep_private.drop_object(object lockstep_state.set_aside)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if object.kind = 'index' then
        execute format(
            'drop index %I.%I',
            (
                select n.nspname
                from pg_class as c
                join pg_namespace as n on n.oid = c.relnamespace
                where c.oid = to_regclass(object.target)
            ),
            object.name
        );
    else
        execute format(
            'alter table %s drop constraint %I', object.target::regclass, object.name
        );
    end if;
end;
$body$;

comment on function lockstep_private.drop_object is
    'Drops an index or a foreign key, unless something depends on it.';
