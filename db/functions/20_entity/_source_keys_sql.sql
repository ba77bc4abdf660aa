-- room: entity    audience: private    calls: key_json_sql
create function lockstep_private.source_keys_sql(
    shape         lockstep_private.shape,
    condition_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'select %s from %s as s where %s',
        lockstep_private.key_json_sql(shape.source_keys, 's.'), shape.source, condition_sql
    );
$body$;

comment on function lockstep_private.source_keys_sql is
    'The statement that fetches the keys of source rows, each as JSON. condition_sql: which, over '
    's.';
