-- room: report    audience: private    calls: entity_shape key_json_sql
create function lockstep_private.record_refs(entity text, expected jsonb)
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_ref    lockstep_state.entity_ref;
    r_shape  lockstep_private.shape;
    v_refs   jsonb := jsonb '[]';
    v_target text;
    v_key    jsonb;
begin
    for r_ref in
        select r.*
        from lockstep_state.entity_ref as r
        where r.entity = record_refs.entity
        order by r.ordinal
    loop
        v_target := case
            when not r_ref.is_choice
                or expected ->> format('lockstep_ref%s_1', r_ref.ordinal) is not null
            then expected ->> r_ref.name
        end;
        v_key := expected -> 'lockstep_unresolved' -> r_ref.label;
        r_shape := lockstep_private.entity_shape(r_ref.refers_to);
        if v_target is not null and cardinality(r_shape.ledger_target_keys) = 1 then
            execute format(
                'select %s from %s as l where l.%I::text = $1 limit 1',
                lockstep_private.key_json_sql(r_shape.ledger_source_keys, 'l.'),
                r_shape.ledger, r_shape.ledger_target_keys[1]
            )
            into v_key
            using v_target;
        end if;
        v_refs := v_refs || jsonb_build_object(
            'column', r_ref.name,
            'entity', r_ref.refers_to,
            'source_key', v_key,
            'target_key', v_target,
            'state', case
                when v_target is not null then 'resolved'
                when v_key is not null then 'unresolved'
                else 'none'
            end
        );
    end loop;

    return v_refs;
end;
$body$;

comment on function lockstep_private.record_refs is
    'Where the references of a row lead: for each its column, entity, keys on both sides, and '
    'state: resolved, unresolved, or none (the source has null, or another alternative decides). '
    'expected: what the mapping makes of the row.';
