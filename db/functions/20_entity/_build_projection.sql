-- room: entity    audience: private    calls: target_hash_sql check_refs check_required check_archive checked_expression projection_columns unresolved_sql ref_keys_sql projection_from_sql store_columns rehash_ledger check_key_is_unique
create function lockstep_private.build_projection(entity lockstep_state.entity)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_list text;
    v_old  text := lockstep_private.target_hash_sql(entity);
    v_new  text;
begin
    perform lockstep_private.check_refs(entity);
    perform lockstep_private.check_required(entity);
    perform lockstep_private.check_archive(entity);

    select string_agg(
        format(
            '%s as %I, ',
            lockstep_private.checked_expression(entity, c.name, c.expression), c.name
        ),
        '' order by c.name
    )
    into v_list
    from lockstep_private.projection_columns(entity) as c;

    execute format('drop view if exists lockstep_mapping.%I', entity.name || '_projection');
    perform set_config('search_path', entity.search_path, true);
    execute format(
        'create view lockstep_mapping.%I as select %s%s as lockstep_unresolved%s from %s',
        entity.name || '_projection',
        coalesce(v_list, ''),
        lockstep_private.unresolved_sql(entity.name),
        lockstep_private.ref_keys_sql(entity.name),
        lockstep_private.projection_from_sql(entity.name)
    );
    perform set_config('search_path', 'pg_catalog, pg_temp', true);

    perform lockstep_private.store_columns(entity);
    v_new := lockstep_private.target_hash_sql(entity);
    if v_old <> v_new then
        perform lockstep_private.rehash_ledger(entity, v_old, v_new);
    end if;
    perform lockstep_private.check_key_is_unique(entity.name);
    update lockstep_state.entity as e
    set is_complete = true,
        seed = hashtextextended(e.columns::text || e.refs::text || e.target_key::text, 0)
    where e.name = entity.name;
end;
$body$;

comment on function lockstep_private.build_projection is
    'Builds the view that turns source rows into target rows. Raises LSE11 to LSE17.';
