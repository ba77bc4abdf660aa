-- room: entity    audience: private    calls: used_source_columns projection_columns
create function lockstep_private.store_columns(entity lockstep_state.entity)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    delete from lockstep_state.entity_column as c where c.entity = (store_columns.entity).name;

    insert into lockstep_state.entity_column (
        entity, side, name, ordinal, type, is_not_null, key_position, is_as_text, is_shippable
    )
    select
        (store_columns.entity).name,
        'source',
        c.name,
        row_number() over (order by c.name),
        c.type,
        c.is_not_null,
        array_position((store_columns.entity).source_key, c.name),
        c.is_as_text,
        c.is_shippable
    from lockstep_private.used_source_columns(entity) as c
    union all
    select
        (store_columns.entity).name,
        'target',
        a.attname,
        row_number() over (order by a.attname),
        format_type(a.atttypid, null),
        a.attnotnull,
        array_position((store_columns.entity).target_key, a.attname::text),
        false,
        coalesce(l.collisdeterministic, true)
    from pg_attribute as a
    left join pg_collation as l on l.oid = a.attcollation
    where a.attrelid = format(
            '%I.%I', (store_columns.entity).target_schema, (store_columns.entity).target_table
        )::regclass
        and a.attname::text in (
            select p.name from lockstep_private.projection_columns(entity) as p
            union all
            select unnest((store_columns.entity).target_key)
        );
$body$;

comment on function lockstep_private.store_columns is
    'Keeps as rows which source columns an entity uses and which target columns it writes.';
