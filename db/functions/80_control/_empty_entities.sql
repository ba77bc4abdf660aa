-- room: control    audience: private    calls: nothing
create function lockstep_private.empty_entities(entities text[])
    returns table (entity text, target text)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_is_empty boolean;
begin
    for entity, target in
        select e.name, format('%I.%I', e.target_schema, e.target_table)
        from lockstep_state.entity as e
        where e.name = any (entities)
        order by e.name
    loop
        execute format(
            'select not exists (select from lockstep_ledger.%I) and not exists (select from %s)',
            entity, target::regclass
        )
        into v_is_empty;
        if v_is_empty then
            return next;
        end if;
    end loop;
end;
$body$;

comment on function lockstep_private.empty_entities is
    'Those of the entities that were never synced and whose target table has no row.';
