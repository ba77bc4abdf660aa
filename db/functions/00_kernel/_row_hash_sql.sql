-- room: kernel    audience: private    calls: typed_hash_sql
--
-- The columns' hashes come together by exclusive or and become the seed of the key's hash. That
-- last step makes sums over rows notice values that moved from one row to another.
create function lockstep_private.row_hash_sql(
    seed      bigint,
    columns   text[],
    keys      text[],
    key_types text[]
)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_hash text := '(' || concat_ws(' # ', format('%L::bigint', seed),
        nullif(array_to_string(columns, ' # '), '')) || ')';
begin
    for i in 1 .. cardinality(keys) loop
        v_hash := lockstep_private.typed_hash_sql(keys[i], key_types[i], v_hash);
    end loop;

    return v_hash;
end;
$body$;

comment on function lockstep_private.row_hash_sql is
    'SQL for the fingerprint of a row: hash expressions of its columns, then its key over them.';
