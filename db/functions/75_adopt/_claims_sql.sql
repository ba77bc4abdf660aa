-- room: adopt    audience: private    calls: prefixed_list pairing mapped_sql joined_sql table_named
create function lockstep_private.claims_sql(
    shape lockstep_private.shape,
    ways  jsonb,
    way   text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format('select q.* from (%s) as q (%s)', x.claims_sql, (
        select string_agg(format('key_%s', n), ', ' order by n)
        from generate_series(
            1, cardinality(shape.source_keys) + cardinality(shape.target_keys)
        ) as n
    ))
    from (
        select case way
            when 'rows' then format(
                'select %s, %s from %s as t where %s%s',
                lockstep_private.prefixed_list(y.columns, 't.'),
                lockstep_private.prefixed_list(shape.target_keys, 't.'),
                shape.target,
                (
                    select string_agg(format('t.%I is not null', c), ' and ')
                    from unnest(y.columns) as c
                ),
                (lockstep_private.pairing(shape.entity, 't')).condition_sql
            )
            when 'keys' then format(
                'select %s, %s from (%s) as p join %s as t on %s',
                (
                    select string_agg(format('p.%I', 'lockstep_' || k), ', ')
                    from unnest(shape.ledger_source_keys) as k
                ),
                lockstep_private.prefixed_list(shape.target_keys, 't.'),
                lockstep_private.mapped_sql(shape, 'true'),
                shape.target,
                lockstep_private.joined_sql(shape.target_keys, 't.', shape.target_keys, 'p.')
            )
            when 'mapping' then format(
                E'select %s, %s from %s as m where %s\n',
                lockstep_private.prefixed_list(
                    array(select jsonb_array_elements_text(ways -> 'mapping_key')), 'm.'
                ),
                lockstep_private.prefixed_list(
                    array(select jsonb_array_elements_text(ways -> 'mapping_target')), 'm.'
                ),
                lockstep_private.table_named(ways ->> 'mapping', ways ->> 'search_path')::text,
                coalesce('(' || (ways ->> 'mapping_where') || E'\n)', 'true')
            )
            else E'\n' || (ways ->> 'query') || E'\n'
        end as claims_sql
        from (
            select array(select jsonb_array_elements_text(ways -> 'by')) as columns
        ) as y
    ) as x;
$body$;

comment on function lockstep_private.claims_sql is
    'The statement by which a way tells source keys and their target keys, as key_1, key_2 …: rows '
    '(the target''s own columns), keys (the target key that the mapping makes), mapping (a table), '
    'query.';
