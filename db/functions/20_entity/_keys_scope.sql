-- room: entity    audience: private    calls: nothing
--
-- A comparison of whole keys does not ship; one "= any" for each column does. Of a key of several
-- columns that returns too much: what is not among the keys is left out here, so that no other
-- segment works on the same rows, and each is counted once. "is true" keeps the planner from making
-- a join of it.
create function lockstep_private.keys_scope(shape lockstep_private.shape, keys jsonb)
    returns lockstep_private.scope
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select row(
        'keys',
        string_agg(format('%s = any (%L::%s[])', k.key_sql, v.texts, k.type), ' and ') || case
            when cardinality(shape.key_types) > 1 then format(
                ' and ((%s) in (select * from unnest(%s))) is true',
                string_agg(k.key_sql, ', ' order by k.ordinal),
                string_agg(format('%L::%s[]', v.all_texts, k.type), ', ' order by k.ordinal)
            )
            else ''
        end,
        string_agg(format('l.%I = any (%L::%s[])', k.ledger_key, v.texts, k.type), ' and ') || case
            when cardinality(shape.key_types) > 1 then format(
                ' and ((%s) in (select * from unnest(%s))) is true',
                string_agg(format('l.%I', k.ledger_key), ', ' order by k.ordinal),
                string_agg(format('%L::%s[]', v.all_texts, k.type), ', ' order by k.ordinal)
            )
            else ''
        end,
        false,
        null
    )::lockstep_private.scope
    from unnest(shape.key_expressions, shape.key_types, shape.ledger_source_keys)
        with ordinality as k (key_sql, type, ledger_key, ordinal)
    cross join lateral (
        select
            array_agg(distinct t.text) as texts,
            array_agg(t.text order by t.place) as all_texts
        from (
            select j.key ->> (k.ordinal - 1)::integer as text, j.place
            from jsonb_array_elements(keys) with ordinality as j (key, place)
        ) as t
    ) as v;
$body$;

comment on function lockstep_private.keys_scope is
    'The rows with these source keys (an array of arrays of text) as conditions over s and l.';
