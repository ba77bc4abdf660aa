-- room: kernel    audience: private    calls: nothing
create function lockstep_private.array_hash_sql(expression text, seed text)
    returns text
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        '(hash_array_extended(%1$s, %2$s) # case '
            'when array_ndims(%1$s) > 1 or array_lower(%1$s, 1) <> 1 '
            'then hash_array_extended(array[%3$s], %2$s) else hashint8extended(0, %2$s) end)',
        expression, seed,
        string_agg(
            format('array_length(%1$s, %2$s), array_lower(%1$s, %2$s)', expression, d.dimension),
            ', ' order by d.dimension
        )
    )
    from generate_series(1, 6) as d (dimension);
$body$;

comment on function lockstep_private.array_hash_sql is
    'SQL for the hash of an array that is not null, of a type whose elements PostgreSQL hashes '
    'well: its own hash, which only knows elements, and where those stand if they are not just '
    'numbered from one.';
