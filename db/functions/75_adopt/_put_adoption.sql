-- room: adopt    audience: private    calls: adoption_ways check_ways
create function lockstep_private.put_adoption(entity text, ways jsonb)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_old jsonb := (
        select a.ways from lockstep_state.adoption as a where a.entity = put_adoption.entity
    );
begin
    if v_old = ways then
        return 'unchanged';
    end if;
    perform lockstep_private.check_ways(
        entity,
        lockstep_private.adoption_ways(
            entity, jsonb_build_object('ways', jsonb_build_object(entity, ways))
        )
    );
    insert into lockstep_state.adoption as a (entity, ways)
    values (put_adoption.entity, put_adoption.ways)
    on conflict on constraint adoption_pkey do update
    set ways = excluded.ways, defined_at = now();
    return case when v_old is null then 'created' else 'changed' end;
end;
$body$;

comment on function lockstep_private.put_adoption is
    'Stores how an entity is to be adopted after trying it. Returns created, changed or unchanged. '
    'Raises LSE01 and LSE21.';
