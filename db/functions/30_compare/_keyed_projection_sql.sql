-- room: compare    audience: private    calls: nothing
create function lockstep_private.keyed_projection_sql(
    shape lockstep_private.shape,
    names text[]
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select regexp_replace(
        rtrim(pg_get_viewdef(shape.projection::regclass), ';'),
        '^\s*SELECT',
        'select ' || string_agg(
            format('s.%I as %I,', k.source_key, k.name), ' ' order by k.ordinal
        )
    )
    from unnest(shape.source_keys, names) with ordinality as k (source_key, name, ordinal);
$body$;

comment on function lockstep_private.keyed_projection_sql is
    'The projection with the source key in front, under these names; a condition over s may '
    'follow.';
