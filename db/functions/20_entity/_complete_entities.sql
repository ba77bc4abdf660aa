-- room: entity    audience: private    calls: build_projection
create function lockstep_private.complete_entities()
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_entity lockstep_state.entity;
begin
    for r_entity in
        select e.*
        from lockstep_state.entity as e
        where not e.is_complete
            and not exists (
                select
                from lockstep_state.entity_ref as r
                where r.entity = e.name
                    and not exists (
                        select from lockstep_state.entity as o where o.name = r.refers_to
                    )
            )
        order by e.name
    loop
        perform lockstep_private.build_projection(r_entity);
    end loop;
end;
$body$;

comment on function lockstep_private.complete_entities is
    'Builds the projection of every entity whose references are all defined.';
