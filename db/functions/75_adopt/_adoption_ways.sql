-- room: adopt    audience: private    calls: pairing entity_row
create function lockstep_private.adoption_ways(entity text, options jsonb default '{}')
    returns jsonb
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_ways    jsonb;
    v_columns text[];
begin
    select coalesce(adoption_ways.options -> 'ways' -> adoption_ways.entity, (
        select a.ways from lockstep_state.adoption as a where a.entity = adoption_ways.entity
    ), '{}')
    into v_ways;
    if v_ways ? 'by' then
        return v_ways;
    end if;

    v_columns := (lockstep_private.pairing(entity, 't')).columns;
    return v_ways || case
        when array_position(v_columns, null) is null
            then jsonb_build_object('by', to_jsonb(v_columns))
        when (lockstep_private.entity_row(entity)).key_strategy = 'keep' then '{"keys": true}'
        else '{}'
    end;
end;
$body$;

comment on function lockstep_private.adoption_ways is
    'How target rows of an entity are told that stand there already: what the run was told, else '
    'the definition; where neither says by which columns, those that the mapping fills with the '
    'source key, or (keys) the target key that it makes.';
