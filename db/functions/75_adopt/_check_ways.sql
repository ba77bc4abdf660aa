-- room: adopt    audience: private    calls: entity_shape table_named refuse_adoption ways_of read_claims read_values_list
create function lockstep_private.check_ways(entity text, ways jsonb)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_shape   lockstep_private.shape := lockstep_private.entity_shape(entity);
    v_problem text;
    v_way     text;
begin
    v_problem := case
        when jsonb_array_length(ways -> 'by') not in (0, cardinality(r_shape.source_keys))
            then format(
                'its source key has %s columns: %s', cardinality(r_shape.source_keys),
                array_to_string(r_shape.source_keys, ', ')
            )
        when ways ? 'mapping' and coalesce(jsonb_array_length(ways -> 'mapping_key'), 0)
            + coalesce(jsonb_array_length(ways -> 'mapping_target'), 0) = 0
            then 'which columns of the mapping table hold the keys'
        when ways ?| '{mapping_where,mapping_key,mapping_target}' and not ways ? 'mapping'
            then 'there is no mapping table that these columns or this condition belong to'
        when ways ? 'mapping' and lockstep_private.table_named(
            ways ->> 'mapping', ways ->> 'search_path'
        ) is null then format('there is no table %L', ways ->> 'mapping')
    end;
    if v_problem is not null then
        perform lockstep_private.refuse_adoption(
            entity, v_problem, 'lockstep entity adopt --help, or \df+ lockstep.define_adoption'
        );
    end if;

    foreach v_way in array lockstep_private.ways_of(ways) loop
        perform lockstep_private.read_claims(r_shape, ways, v_way, false);
        perform lockstep_private.read_values_list(r_shape, v_way);
    end loop;
end;
$body$;

comment on function lockstep_private.check_ways is
    'Tries how an entity is to be adopted, without reading a row. Raises LSE01 and LSE21.';
