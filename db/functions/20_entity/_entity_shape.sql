-- room: entity    audience: private    calls: entity_row ledger_keys side_hash_sql row_version_sql row_hash_sql quoted_names block_shift
create function lockstep_private.entity_shape(entity text)
    returns lockstep_private.shape
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity lockstep_state.entity := lockstep_private.entity_row(entity);
    r_shape  lockstep_private.shape;
    v_number integer := cardinality(r_entity.source_key);
    v_range  integer;
    v_bucket text    := '(%s & 4095)';
    v_pages  bigint;
begin
    r_shape.entity      := entity;
    r_shape.source      := format('lockstep_mapping.%I', entity || '_source');
    r_shape.projection  := format('lockstep_mapping.%I', entity || '_projection');
    r_shape.ledger      := format('lockstep_ledger.%I', entity);
    r_shape.target      := format('%I.%I', r_entity.target_schema, r_entity.target_table);
    r_shape.source_keys := r_entity.source_key;
    r_shape.target_keys := r_entity.target_key;
    r_shape.batch_rows  := r_entity.batch_rows;
    r_shape.ledger_source_keys := lockstep_private.ledger_keys('source', v_number);
    r_shape.ledger_target_keys :=
        lockstep_private.ledger_keys('target', cardinality(r_entity.target_key));
    r_shape.source_hash := lockstep_private.side_hash_sql(entity, 'source', r_entity.seed);
    r_shape.target_hash := lockstep_private.side_hash_sql(entity, 'target', 0);
    r_shape.target_version := coalesce(
        lockstep_private.row_version_sql(to_regclass(r_shape.target)), r_shape.target_hash
    );

    select
        array_agg(c.type order by c.key_position),
        array_agg(
            format(case when c.is_as_text then '(s.%I || %L)' else 's.%I' end, c.name, '')
            order by c.key_position
        ),
        min(c.key_position) filter (where c.type in ('smallint', 'integer', 'bigint'))
    into r_shape.key_types, r_shape.key_expressions, v_range
    from lockstep_state.entity_column as c
    where c.entity = entity_shape.entity and c.side = 'source' and c.key_position is not null;

    select
        format(v_bucket, lockstep_private.row_hash_sql(0, '{}', x.target_keys, x.types)),
        format(v_bucket, lockstep_private.row_hash_sql(0, '{}', x.ledger_keys, x.types))
    into r_shape.target_block, r_shape.ledger_target_block
    from (
        select
            array_agg(c.type order by c.key_position) as types,
            lockstep_private.quoted_names(r_shape.target_keys, 't.') as target_keys,
            lockstep_private.quoted_names(r_shape.ledger_target_keys, 'l.') as ledger_keys
        from lockstep_state.entity_column as c
        where c.entity = entity_shape.entity and c.side = 'target' and c.key_position is not null
    ) as x;

    if v_range is not null then
        r_shape.range_source := format('s.%I', r_entity.source_key[v_range]);
        r_shape.range_ledger := format('l.%I', r_shape.ledger_source_keys[v_range]);
        v_pages := pg_relation_size(to_regclass(r_shape.ledger)) / 8192;
        r_shape.block_shift := lockstep_private.block_shift(
            case when v_pages > r_shape.batch_rows then 0 else v_pages end
        );
        r_shape.source_block :=
            format('(%s >> %s)::bigint', r_shape.range_source, r_shape.block_shift);
        r_shape.ledger_block :=
            format('(%s >> %s)::bigint', r_shape.range_ledger, r_shape.block_shift);
        return r_shape;
    end if;

    v_bucket := '(%s & 16383)';
    r_shape.source_block := format(v_bucket, lockstep_private.row_hash_sql(
        0, '{}', r_shape.key_expressions, r_shape.key_types));
    r_shape.ledger_block := format(v_bucket, lockstep_private.row_hash_sql(
        0, '{}',
        lockstep_private.quoted_names(r_shape.ledger_source_keys, 'l.'), r_shape.key_types));
    return r_shape;
end;
$body$;

comment on function lockstep_private.entity_shape is
    'What the builders of SQL need to know of an entity. Blocks are 32 or more consecutive '
    'integer keys (any integer column of the key will do), else 16,384 buckets of the key''s hash; '
    'blocks of target keys are 4,096.';
