-- room: entity    audience: private    calls: nothing
--
-- A comparison of whole keys does not ship; one "= any" for each column does, and what it returns
-- too much is too much on both sides.
create function lockstep_private.keys_scope(shape lockstep_private.shape, keys jsonb)
    returns lockstep_private.scope
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select row(
        'keys',
        string_agg(format('%s = any (%L::%s[])', k.key_sql, v.texts, k.type), ' and '),
        string_agg(format('l.%I = any (%L::%s[])', k.ledger_key, v.texts, k.type), ' and '),
        false
    )::lockstep_private.scope
    from unnest(shape.key_expressions, shape.key_types, shape.ledger_source_keys)
        with ordinality as k (key_sql, type, ledger_key, ordinal)
    cross join lateral (
        select array_agg(distinct j.key ->> (k.ordinal - 1)::integer) as texts
        from jsonb_array_elements(keys) as j (key)
    ) as v;
$body$;

comment on function lockstep_private.keys_scope is
    'The rows with these source keys (an array of arrays of text) as conditions over s and l.';
