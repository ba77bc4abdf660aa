-- room: compare    audience: private    calls: row_hash_sql
create function lockstep_private.sampled_sql(
    shape      lockstep_private.shape,
    source_sql text,
    options    jsonb
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when options ? 'sample' then format(
            '%s and (%s & 1048575) < %s',
            source_sql,
            lockstep_private.row_hash_sql(
                7, '{}', shape.key_expressions, shape.key_types
            ),
            ceil((options ->> 'sample')::numeric * 1048576)
        )
        else source_sql
    end;
$body$;

comment on function lockstep_private.sampled_sql is
    'The condition over s, and of those rows only a share of the keys (option sample, 0 to 1), '
    'chosen by their hash: the same ones every time. The source itself chooses.';
