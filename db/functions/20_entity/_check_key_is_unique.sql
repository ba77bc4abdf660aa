-- room: entity    audience: private    calls: entity_shape has_unique_key prefixed_list
create function lockstep_private.check_key_is_unique(entity text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
as $body$
declare
    r_shape lockstep_private.shape := lockstep_private.entity_shape(entity);
    v_wrong text;
begin
    if lockstep_private.has_unique_key(entity) then
        return;
    end if;

    execute format(
        $sql$
        select concat_ws(', ', %1$s)
        from %2$s as s
        group by %1$s
        having count(*) > 1 or %3$s
        limit 1
        $sql$,
        lockstep_private.prefixed_list(r_shape.source_keys, 's.'),
        r_shape.source,
        (
            select string_agg(format('s.%I is null', k), ' or ')
            from unnest(r_shape.source_keys) as k
        )
    )
    into v_wrong;

    if v_wrong is not null then
        raise exception using
            errcode = 'LSE16',
            message = format(
                'source key (%s) of entity %L does not identify one row',
                array_to_string(r_shape.source_keys, ', '), entity
            ),
            detail  = format('Key %s occurs more than once, or is null.', v_wrong),
            hint    = 'Add columns to source_key, or take the doubles out in the source''s SELECT.';
    end if;
end;
$body$;

comment on function lockstep_private.check_key_is_unique is
    'Refuses a source key with doubles or nulls; a unique index of a plain table is believed. '
    'Raises LSE16.';
