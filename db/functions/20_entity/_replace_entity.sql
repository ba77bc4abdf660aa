-- room: entity    audience: private    calls: nothing
create function lockstep_private.replace_entity(entity lockstep_state.entity)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    update lockstep_state.entity as e
    set source        = (replace_entity.entity).source,
        source_key    = (replace_entity.entity).source_key,
        target_schema = (replace_entity.entity).target_schema,
        target_table  = (replace_entity.entity).target_table,
        target_key    = (replace_entity.entity).target_key,
        key_strategy  = (replace_entity.entity).key_strategy,
        columns       = (replace_entity.entity).columns,
        refs          = (replace_entity.entity).refs,
        watermark     = (replace_entity.entity).watermark,
        on_delete     = (replace_entity.entity).on_delete,
        archive       = (replace_entity.entity).archive,
        on_drift      = (replace_entity.entity).on_drift,
        batch_rows    = (replace_entity.entity).batch_rows,
        description   = (replace_entity.entity).description,
        search_path   = (replace_entity.entity).search_path,
        is_complete   = (replace_entity.entity).is_complete,
        defined_at    = (replace_entity.entity).defined_at
    where e.name = (replace_entity.entity).name;
$body$;

comment on function lockstep_private.replace_entity is
    'Writes a changed definition over the stored one.';
