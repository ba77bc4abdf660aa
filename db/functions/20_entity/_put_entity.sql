-- room: entity    audience: private    calls: check_redefinition replace_entity store_refs build_source complete_entities mark_late_refs
create function lockstep_private.put_entity(entity lockstep_state.entity)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    r_new lockstep_state.entity := entity;
    r_old lockstep_state.entity;
begin
    lock table lockstep_state.entity in share row exclusive mode;

    select e.* into r_old from lockstep_state.entity as e where e.name = r_new.name;
    r_new.seed          := coalesce(r_old.seed, 0);
    r_new.base_table    := r_old.base_table;
    r_new.source_filter := coalesce(r_old.source_filter, false);
    r_new.is_complete   := coalesce(r_old.is_complete, false);
    r_new.adopted_at    := r_old.adopted_at;
    r_new.defined_at    := r_old.defined_at;
    if r_old is not distinct from r_new
        and r_old.name is not null
        and to_regclass(format('lockstep_mapping.%I', r_old.name || '_source')) is not null
        and (
            not r_old.is_complete
            or to_regclass(format('lockstep_mapping.%I', r_old.name || '_projection')) is not null
        )
    then
        return 'unchanged';
    end if;

    r_new.is_complete := false;
    r_new.defined_at  := clock_timestamp();
    delete from lockstep_state.entity_ref as r where r.entity = r_new.name;
    if r_old.name is null then
        insert into lockstep_state.entity select r_new.*;
    else
        perform lockstep_private.check_redefinition(r_old, r_new);
        perform lockstep_private.replace_entity(r_new);
    end if;

    perform lockstep_private.store_refs(r_new);
    perform lockstep_private.build_source(r_new);
    perform lockstep_private.complete_entities();
    perform lockstep_private.mark_late_refs();

    return case when r_old.name is null then 'created' else 'changed' end;
end;
$body$;

comment on function lockstep_private.put_entity is
    'Stores a definition that has been checked, and builds its views and ledger; also if somebody '
    'dropped the views (with a function that they call). Returns created, changed or unchanged.';
