-- room: apply    audience: private    calls: nothing
create function lockstep_private.source_rows_sql(
    shape         lockstep_private.shape,
    condition_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'select %s, %s as lockstep_hash from %s as s where %s',
        (
            select string_agg(format('s.%I', c.name), ', ' order by c.ordinal)
            from lockstep_state.entity_column as c
            where c.entity = shape.entity and c.side = 'source'
        ),
        shape.source_hash, shape.source, condition_sql
    );
$body$;

comment on function lockstep_private.source_rows_sql is
    'The statement that fetches source rows, each with its fingerprint. condition_sql: which, over '
    's.';
