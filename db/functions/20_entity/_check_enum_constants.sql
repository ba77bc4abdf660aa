-- room: entity    audience: private    calls: nothing
create function lockstep_private.check_enum_constants(
    entity lockstep_state.entity,
    name   text,
    enum   regtype
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_type  oid;
    v_wrong text;
begin
    select coalesce(nullif(t.typbasetype, 0), t.oid)
    into v_type
    from pg_type as t
    where t.oid = enum;

    select string_agg(distinct m.parts[1], ', ')
    into v_wrong
    from regexp_matches(
        pg_get_viewdef(to_regclass('lockstep_mapping.lockstep_probe')),
        '(?:THEN|ELSE|SELECT)\s+''((?:[^'']|'''')*)''::text',
        'g'
    ) as m (parts)
    where not exists (
        select
        from pg_enum as v
        where v.enumtypid = v_type and v.enumlabel = replace(m.parts[1], '''''', '''')
    );

    if v_wrong is not null then
        raise exception using
            errcode = 'LSE15',
            message = format(
                'column %L of entity %L: %s has no value %s', name, entity.name, enum, v_wrong
            ),
            hint    = format(
                'Its values: %s.',
                (
                    select string_agg(v.enumlabel, ', ' order by v.enumsortorder)
                    from pg_enum as v
                    where v.enumtypid = v_type
                )
            );
    end if;
end;
$body$;

comment on function lockstep_private.check_enum_constants is
    'Refuses constants in an expression that the enum of the target column does not have. Raises '
    'LSE15.';
