-- room: validate    audience: private    calls: analysis_reference
create function lockstep_private.analysis_references(shape lockstep_private.shape)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_found jsonb := jsonb '[]';
    r_ref   lockstep_state.entity_ref;
begin
    for r_ref in
        select r.* from lockstep_state.entity_ref as r where r.entity = shape.entity order by r.name
    loop
        v_found := v_found || jsonb_build_array(
            jsonb_build_object('column', r_ref.name, 'refers_to', r_ref.refers_to)
            || lockstep_private.analysis_reference(shape, r_ref)
        );
    end loop;

    return v_found;
end;
$body$;

comment on function lockstep_private.analysis_references is
    'Where the references of an entity lead, column by column.';
