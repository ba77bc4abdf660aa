-- room: entity    audience: private    calls: check_arguments table_named target_key_of key_strategy_of
create function lockstep_private.checked_entity(entity lockstep_state.entity)
    returns lockstep_state.entity
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity lockstep_state.entity := entity;
    v_target regclass;
    v_kind   "char";
begin
    perform lockstep_private.check_arguments(r_entity);

    v_target := lockstep_private.table_named(r_entity.target_table, r_entity.search_path);
    select c.relkind, n.nspname, c.relname
    into v_kind, r_entity.target_schema, r_entity.target_table
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where c.oid = v_target;

    if v_target is null or v_kind not in ('r', 'p') then
        raise exception using
            errcode = 'LSE03',
            message = format(
                'target %L of entity %L is no table', entity.target_table, entity.name
            ),
            hint    = 'Create the table first, or name it with its schema.';
    end if;
    if r_entity.target_schema ~ '^(lockstep.*|pg_.*|information_schema|auth|storage|realtime|vault'
        '|cron|extensions)$'
    then
        raise exception using
            errcode = 'LSE04',
            message = format(
                'target %s of entity %L belongs to the platform', v_target, entity.name
            ),
            hint    = 'Map to a table of your own; '
                      'logins are imported with the platform''s admin API.';
    end if;

    r_entity.target_key   := lockstep_private.target_key_of(r_entity, v_target);
    r_entity.key_strategy := lockstep_private.key_strategy_of(r_entity, v_target);
    r_entity.is_complete  := false;
    return r_entity;
end;
$body$;

comment on function lockstep_private.checked_entity is
    'The definition with target, target key and strategy filled in. Raises LSE02 to LSE07.';
