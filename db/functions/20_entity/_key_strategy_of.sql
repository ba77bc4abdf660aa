-- room: entity    audience: private    calls: nothing
create function lockstep_private.key_strategy_of(entity lockstep_state.entity, target regclass)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_is_given boolean := (entity.columns || entity.refs) ?& entity.target_key;
    v_is_uuid  boolean;
    v_wrong    text;
begin
    select bool_and(a.atttypid = 'uuid'::regtype)
    into v_is_uuid
    from pg_attribute as a
    where a.attrelid = target and a.attname = any (entity.target_key);

    v_wrong := case
        when v_is_given and coalesce(entity.key_strategy, 'keep') <> 'keep'
            then 'columns and refs give the key, so the strategy can only be keep'
        when (entity.columns || entity.refs) ?| entity.target_key and not v_is_given
            then 'columns and refs give a part of the key only'
        when v_is_given then null
        when coalesce(entity.key_strategy, 'keep') = 'keep'
            and not (v_is_uuid and entity.key_strategy is null)
            and cardinality(entity.target_key) <> cardinality(entity.source_key)
            then 'the source key has another number of columns'
        when cardinality(entity.target_key) > 1 and entity.key_strategy in ('derive', 'random')
            then 'derive and random make keys of one column'
        when entity.key_strategy = 'derive' and not v_is_uuid
            then 'derive makes uuids, and the target key is none'
    end;

    if v_wrong is not null then
        raise exception using
            errcode = 'LSE06',
            message = format(
                'target key %s of entity %L: %s', entity.target_key, entity.name, v_wrong
            ),
            hint    = 'Map all key columns, or choose key_strategy derive (uuid), random or keep.';
    end if;

    return coalesce(
        entity.key_strategy,
        case
            when v_is_given then 'keep'
            when v_is_uuid and cardinality(entity.target_key) = 1 then 'derive'
            else 'keep'
        end
    );
end;
$body$;

comment on function lockstep_private.key_strategy_of is
    'The strategy that target keys come from. Raises LSE06 for one that cannot work.';
