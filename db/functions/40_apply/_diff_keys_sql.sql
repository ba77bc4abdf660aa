-- room: apply    audience: private    calls: nothing
create function lockstep_private.diff_keys_sql(shape lockstep_private.shape, states text[])
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_parts text[] := array[]::text[];
    v_texts text[];
begin
    for i in 1 .. cardinality(shape.source_keys) loop
        execute format(
            'select array_agg(distinct d.%I::text) from pg_temp.lockstep_diff as d '
                'where d.state = any ($1)',
            shape.ledger_source_keys[i]
        )
        into v_texts using states;
        v_parts := v_parts || format(
            '%s = any (%L::%s[])', shape.key_expressions[i], v_texts, shape.key_types[i]
        );
    end loop;

    return array_to_string(v_parts, ' and ');
end;
$body$;

comment on function lockstep_private.diff_keys_sql is
    'The source keys in lockstep_diff in these states as a condition over s that ships.';
