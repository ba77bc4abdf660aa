-- room: schema    audience: private    calls: nothing
create function lockstep_private.create_object(object lockstep_state.set_aside)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set default_tablespace = ''
as $body$
declare
    v_target regclass := object.target::regclass;
    v_schema name;
    v_definition_sql text := object.definition;
begin
    select n.nspname
    into v_schema
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.oid = v_target;
    if object.kind = 'index' then
        execute v_definition_sql;
        if object.comment is not null then
            execute format('comment on index %I.%I is %L', v_schema, object.name, object.comment);
        end if;
        return;
    end if;

    execute format('alter table %s add constraint %I %s', v_target, object.name, v_definition_sql);
    if object.comment is not null then
        execute format(
            'comment on constraint %I on %s is %L', object.name, v_target, object.comment
        );
    end if;
end;
$body$;

comment on function lockstep_private.create_object is
    'Makes an index or a foreign key by its definition, with its comment.';
