-- room: report    audience: private    calls: keys_scope
create function lockstep_private.record_scope(shape lockstep_private.shape, source_key text[])
    returns lockstep_private.scope
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_cast_sql text;
    v_fits     boolean := cardinality(source_key) = cardinality(shape.key_types)
        and array_position(source_key, null) is null;
begin
    if v_fits then
        select 'select ' || string_agg(format('%L::%s', k.value, k.type::regtype), ', ')
        into v_cast_sql
        from unnest(source_key, shape.key_types) as k (value, type);
        begin
            execute v_cast_sql;
        exception
            when data_exception then
                v_fits := false;
        end;
    end if;

    if v_fits is not true then
        raise exception using
            errcode = 'LSE20',
            message = format('that is no key of entity %L', shape.entity),
            hint    = (
                select format(
                    'It has one value for each of: %s.',
                    string_agg(format('%s (%s)', k.name, k.type), ', ' order by k.ordinal)
                )
                from unnest(shape.source_keys, shape.key_types)
                    with ordinality as k (name, type, ordinal)
            );
    end if;
    return lockstep_private.keys_scope(shape, jsonb_build_array(to_jsonb(source_key)));
end;
$body$;

comment on function lockstep_private.record_scope is
    'The row with this source key as conditions over s and l. Raises LSE20 if it cannot be a key '
    'of the entity.';
