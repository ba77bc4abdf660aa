-- room: report    audience: private    calls: keys_scope
create function lockstep_private.unknown_keys(shape lockstep_private.shape)
    returns lockstep_private.scope
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.keys_scope(
        shape,
        to_jsonb(array[array_fill(null::text, array[cardinality(shape.source_keys)])])
    );
$body$;

comment on function lockstep_private.unknown_keys is
    'The scope of some keys, of which only a run will know which: NULL stands for them.';
