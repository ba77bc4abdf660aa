-- room: entity    audience: private    calls: table_named create_source_view check_source_columns build_ledger base_table_of
create function lockstep_private.build_source(entity lockstep_state.entity)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_is_query boolean := entity.source ~* '^(\(|--|/\*|select\M|with\M|values\M)';
    v_table    regclass;
    v_view     text := format('lockstep_mapping.%I', entity.name || '_source');
begin
    execute format('drop view if exists lockstep_mapping.%I', entity.name || '_projection');
    execute format('drop view if exists %s', v_view);

    if not v_is_query then
        v_table := lockstep_private.table_named(entity.source, entity.search_path);
        if v_table is null then
            raise exception using
                errcode = 'LSE08',
                message = format(
                    'source %L of entity %L does not exist', entity.source, entity.name
                ),
                hint    = 'Is it linked? List what is: select * from lockstep.linked_tables;';
        end if;
    end if;

    perform lockstep_private.create_source_view(
        entity, v_view,
        coalesce(v_table::text, '(' || entity.source || E'\n) as source')
    );
    perform lockstep_private.check_source_columns(entity, v_view::regclass);
    perform lockstep_private.build_ledger(entity, v_view::regclass);

    update lockstep_state.entity as e
    set base_table    = lockstep_private.base_table_of(v_view::regclass, e.source_key[1]),
        source_filter = v_is_query
    where e.name = entity.name;
end;
$body$;

comment on function lockstep_private.build_source is
    'Builds the source view and the ledger of an entity. Raises LSE08 to LSE10.';
