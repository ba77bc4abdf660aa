-- room: report    audience: private    calls: nothing
create function lockstep_private.record_key(shape lockstep_private.shape, source_key text[])
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_cast_sql text;
    v_key      jsonb;
    v_fits     boolean := cardinality(source_key) = cardinality(shape.key_types)
        and array_position(source_key, null) is null;
begin
    if v_fits then
        select format(
            'select jsonb_build_array(%s)',
            string_agg(format('%L::%s::text', k.value, k.type), ', ' order by k.ordinal)
        )
        into v_cast_sql
        from unnest(source_key, shape.key_types) with ordinality as k (value, type, ordinal);
        begin
            execute v_cast_sql into v_key;
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
    return v_key;
end;
$body$;

comment on function lockstep_private.record_key is
    'A source key in the form that rejects and before-images keep it in: what its types make of '
    'the texts. Raises LSE20 if it cannot be a key of the entity.';
