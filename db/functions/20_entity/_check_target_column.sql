-- room: entity    audience: private    calls: nothing
create function lockstep_private.check_target_column(entity lockstep_state.entity, name text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_target    regclass := format('%I.%I', entity.target_schema, entity.target_table)::regclass;
    v_generated "char";
begin
    select a.attgenerated
    into v_generated
    from pg_attribute as a
    where a.attrelid = v_target
        and a.attname = check_target_column.name
        and a.attnum > 0
        and not a.attisdropped;

    if v_generated is distinct from '' then
        raise exception using
            errcode = 'LSE13',
            message = format(
                'target %s of entity %L %s column %L',
                v_target, entity.name,
                case when v_generated is null then 'has no' else 'itself generates' end, name
            ),
            hint    = 'Take the column out of the mapping, or correct its name.';
    end if;
end;
$body$;

comment on function lockstep_private.check_target_column is
    'Refuses a target column that does not exist or is generated. Raises LSE13.';
