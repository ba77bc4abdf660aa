-- room: entity    audience: private    calls: check_target_column try_expression projection_from_sql refuse_whole_row enum_for_text check_enum_constants
create function lockstep_private.checked_expression(
    entity     lockstep_state.entity,
    name       text,
    expression text
)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    v_target     text := format('%I.%I', entity.target_schema, entity.target_table);
    v_expression text := expression;
    v_enum       regtype;
begin
    perform lockstep_private.check_target_column(entity, name);

    perform lockstep_private.try_expression(entity, name, format(
        'create view lockstep_mapping.lockstep_probe as select %s as value, s.%I as key from %s',
        v_expression, entity.source_key[1], lockstep_private.projection_from_sql(entity.name)
    ));
    perform lockstep_private.refuse_whole_row(entity, name);
    v_enum := lockstep_private.enum_for_text(v_target::regclass, name);
    if v_enum is not null then
        perform lockstep_private.check_enum_constants(entity, name, v_enum);
        v_expression := format('(%s)::text::%s', v_expression, v_enum);
    end if;
    execute 'drop view lockstep_mapping.lockstep_probe';

    perform lockstep_private.try_expression(entity, name, format(
        'explain insert into %s (%I) overriding system value select %s from %s where false',
        v_target, name, v_expression, lockstep_private.projection_from_sql(entity.name)
    ));
    -- What may not stand in a condition (sets, windows) does not make one value of one row.
    perform lockstep_private.try_expression(entity, name, format(
        'explain select from %s where false and (%s) is null',
        lockstep_private.projection_from_sql(entity.name), v_expression
    ));
    return v_expression;
end;
$body$;

comment on function lockstep_private.checked_expression is
    'The expression for a target column after trying it; text for an enum gets its cast. Raises '
    'LSE13 to LSE15.';
