-- room: entity    audience: private    calls: nothing
create function lockstep_private.key_strategy_of(entity lockstep_state.entity, target regclass)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_key      text[] := entity.target_key;
    v_given    jsonb := entity.columns || entity.refs;
    v_is_uuid  boolean;
    v_strategy text;
    v_wrong    text;
begin
    select bool_and(a.atttypid = 'uuid'::regtype)
    into v_is_uuid
    from pg_attribute as a
    where a.attrelid = target and a.attname = any (v_key);

    v_strategy := coalesce(
        entity.key_strategy,
        case
            when cardinality(v_key) = 1 and v_is_uuid and not v_given ?& v_key then 'derive'
            else 'keep'
        end
    );
    v_wrong := case
        when v_given ?& v_key and v_strategy <> 'keep'
            then 'columns and refs give the key, so the strategy can only be keep'
        when v_given ?& v_key then null
        when v_given ?| v_key then 'columns and refs give a part of the key only'
        when v_strategy = 'keep' and cardinality(v_key) <> cardinality(entity.source_key)
            then 'the source key has another number of columns'
        when v_strategy <> 'keep' and cardinality(v_key) > 1
            then 'derive and random make keys of one column'
        when v_strategy = 'derive' and not v_is_uuid
            then 'derive makes uuids, and the target key is none'
        when v_strategy = 'random' and not v_is_uuid
            and pg_get_serial_sequence(target::text, v_key[1]) is null
            then 'random makes uuids, or takes the column''s sequence, and it has none'
    end;

    if v_wrong is not null then
        raise exception using
            errcode = 'LSE06',
            message = format('target key %s of entity %L: %s', v_key, entity.name, v_wrong),
            hint    = 'Map all key columns, or choose key_strategy derive (uuid), random or keep.';
    end if;

    return v_strategy;
end;
$body$;

comment on function lockstep_private.key_strategy_of is
    'The strategy that target keys come from: the one asked for, else derive for one uuid that '
    'the mapping does not give, else keep. Raises LSE06 for one that cannot work.';
