-- room: entity    audience: public    calls: entity_row refuse_set_aside lay_mappings mark_late_refs write_log
create function lockstep.drop_entity(entity text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_dependents text;
begin
    perform lockstep_private.entity_row(entity);

    select string_agg(distinct quote_literal(r.entity), ', ')
    into v_dependents
    from lockstep_state.entity_ref as r
    where r.refers_to = drop_entity.entity and r.entity <> drop_entity.entity;

    if v_dependents is not null then
        raise exception using
            errcode = 'LSE17',
            message = format('entity %L is referred to by %s', entity, v_dependents),
            hint    = 'Drop those first, or define them without the reference.';
    end if;

    perform lockstep_private.refuse_set_aside(array[entity]);
    execute format('drop view if exists lockstep_mapping.%I', entity || '_projection');
    execute format('drop view if exists lockstep_mapping.%I', entity || '_source');
    perform lockstep_private.lay_mappings(entity);
    execute format('drop table if exists lockstep_ledger.%I', entity);
    delete from lockstep_state.entity as e where e.name = drop_entity.entity;
    update lockstep_state.reject as r
    set closed_at = clock_timestamp()
    where r.entity = drop_entity.entity and r.closed_at is null;
    perform lockstep_private.mark_late_refs();
    perform lockstep_private.write_log(null, entity, 'info', 'entity dropped');
end;
$body$;

comment on function lockstep.drop_entity is
    'Forgets a mapping and its ledger, and closes its rejects; target rows stay. Raises LSE01, and '
    'LSE17 while other entities refer to it, and LSE19 while indexes or foreign keys of its target '
    'are set aside.';
