-- room: entity    audience: private    calls: lay_mappings
create function lockstep_private.check_redefinition(
    old lockstep_state.entity,
    new lockstep_state.entity
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_has_rows boolean;
begin
    if (old.source_key, old.target_schema, old.target_table, old.target_key)
        is not distinct from (new.source_key, new.target_schema, new.target_table, new.target_key)
        or to_regclass(format('lockstep_ledger.%I', old.name)) is null
    then
        return;
    end if;

    execute format('select exists (select from lockstep_ledger.%I)', old.name) into v_has_rows;
    if v_has_rows then
        raise exception using
            errcode = 'LSE07',
            message = format(
                'entity %L has synced rows: its keys and its target cannot change', old.name
            ),
            hint    = format('Give the new mapping another name, or give up its ledger first: '
                             'lockstep entity drop %s', old.name);
    end if;

    execute format('drop view if exists lockstep_mapping.%I', old.name || '_projection');
    perform lockstep_private.lay_mappings(old.name);
    execute format('drop table lockstep_ledger.%I', old.name);
end;
$body$;

comment on function lockstep_private.check_redefinition is
    'Lets keys and target of an entity change only while its ledger is empty. Raises LSE07.';
