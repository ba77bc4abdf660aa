-- room: entity    audience: private    calls: ledger_keys ledger_key_types prefixed_list lay_mappings
create function lockstep_private.build_ledger(entity lockstep_state.entity, source regclass)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    v_target regclass := format('%I.%I', entity.target_schema, entity.target_table)::regclass;
    v_ledger text := format('lockstep_ledger.%I', entity.name);
    v_source text[] := lockstep_private.ledger_keys('source', cardinality(entity.source_key));
    v_keys_list   text;
    v_is_new boolean := to_regclass(v_ledger) is null;
begin
    select string_agg(format('%I %s not null', k.name, k.type), ', ' order by k.side, k.ordinal)
    into v_keys_list
    from lockstep_private.ledger_key_types(entity, source, v_target) as k;

    execute format(
        $sql$
        create table if not exists %s (
            %s,
            source_hash bigint,
            target_hash bigint,
            target_version bigint,
            run         bigint not null,
            synced_at   timestamptz not null,
            gone_at     timestamptz,
            settled_at  timestamptz,
            unresolved  jsonb,
            adopted_at  timestamptz,
            primary key (%s)
        )
        $sql$,
        v_ledger, v_keys_list, lockstep_private.prefixed_list(v_source)
    );
    execute format(
        'create index if not exists %I on %s (run) where unresolved is not null',
        entity.name || '_unresolved', v_ledger
    );
    execute format(
        'create index if not exists %I on %s (run) where gone_at is not null and settled_at is '
        'null',
        entity.name || '_gone', v_ledger
    );
    execute format(
        'comment on table %s is %L',
        v_ledger, format(
            'Ledger of entity %s: source key to target key, hashes as last synced.', entity.name
        )
    );
    if v_is_new then
        perform lockstep_private.lay_mappings();
    end if;
end;
$body$;

comment on function lockstep_private.build_ledger is
    'Creates the ledger of an entity unless it is there.';
