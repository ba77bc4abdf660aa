-- room: compare    audience: private    calls: pairing entity_shape derived_key_sql found_sql written_columns
create function lockstep_private.expected_columns(
    entity           text,
    out columns_list text,
    out joins_sql    text
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_view  regclass := format('lockstep_mapping.%I', entity || '_projection')::regclass;
    r_ref   lockstep_state.entity_ref;
    r_pair  record;
    r_shape lockstep_private.shape;
    v_alias text;
    v_keys  text[];
    v_refs  jsonb := jsonb '{}';
begin
    joins_sql := '';
    for r_ref in
        select r.*
        from lockstep_state.entity_ref as r
        where r.entity = expected_columns.entity and exists (
            select
            from pg_attribute as a
            where a.attrelid = v_view and a.attname = format('lockstep_ref%s_1', r.ordinal)
        )
        order by r.ordinal
    loop
        v_alias := format('x%s', r_ref.ordinal);
        r_pair := lockstep_private.pairing(r_ref.refers_to, v_alias);
        continue when r_pair.kind in ('key', 'ledger');
        r_shape := lockstep_private.entity_shape(r_ref.refers_to);
        v_keys := array(
            select format('p.lockstep_ref%s_%s::%s', r_ref.ordinal, k.ordinal, k.type)
            from unnest(r_shape.key_types) with ordinality as k (type, ordinal)
            order by k.ordinal
        );
        joins_sql := joins_sql || format(
            E'\nleft join %s as %s on %s%s',
            r_shape.target, v_alias,
            case r_pair.kind
                when 'derive' then format(
                    '%s.%I = %s', v_alias, r_shape.target_keys[1],
                    lockstep_private.derived_key_sql(
                        r_ref.refers_to, v_keys, r_shape.key_types
                    )
                )
                else (
                    select string_agg(
                        format('%s.%I = %s', v_alias, k.name, k.value), ' and ' order by k.ordinal
                    )
                    from unnest(r_pair.columns, v_keys)
                        with ordinality as k (name, value, ordinal)
                )
            end,
            case when r_pair.kind = 'derive' then '' else r_pair.condition_sql end
        );
        v_refs := jsonb_set(
            v_refs, array[r_ref.name], coalesce(v_refs -> r_ref.name, '[]') || jsonb_build_object(
                'applies_sql', (
                    select string_agg(
                        format('p.lockstep_ref%s_%s is not null', r_ref.ordinal, k), ' and '
                    )
                    from generate_series(1, cardinality(r_ref.key)) as k
                ),
                'value_sql', format(
                    '%s.%I', v_alias, coalesce(r_ref.ref_column, r_shape.target_keys[1])
                )
            )
        );
    end loop;
    select string_agg(
        lockstep_private.found_sql(entity, c.name, v_refs -> c.name), ', ' order by c.ordinal
    )
    into columns_list
    from unnest(lockstep_private.written_columns(entity)) with ordinality as c (name, ordinal);
end;
$body$;

comment on function lockstep_private.expected_columns is
    'What the columns that an entity writes are to hold, over its projection as p: columns_list, '
    'in their order, and the joins that it needs. References are looked up in the tables that they '
    'lead to, wherever those tell which source row a row is; by the ledger only where nothing else '
    'tells. Placeholder $3: the salt of the installation.';
