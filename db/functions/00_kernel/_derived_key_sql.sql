-- room: kernel    audience: private    calls: nothing
--
-- A UUID of version 8 (RFC 9562, 5.8). An integer key stands in its first 48 bits, so that index
-- order follows the source's and inserts stay at the right edge; all else comes from a salted hash.
create function lockstep_private.derived_key_sql(entity text, keys text[], key_types text[])
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when cardinality(keys) = 1
            and key_types[1]::regtype in ('smallint'::regtype, 'integer', 'bigint')
        then format(
            '(case when %1$s between -140737488355328 and 140737488355327 '
                'then lpad(to_hex(%1$s + 140737488355328), 12, ''0'') '
                'else substr(%2$s, 20, 12) end '
                '|| ''8'' || substr(%2$s, 1, 3) || ''8'' || substr(%2$s, 4, 15))::uuid',
            keys[1], h.hash_sql
        )
        else format(
            '(substr(%1$s, 20, 12) || ''8'' || substr(%1$s, 1, 3) '
                '|| ''8'' || substr(%1$s, 4, 15))::uuid',
            h.hash_sql
        )
    end
    from (
        select format(
            'encode(sha256(convert_to($3 || %L || jsonb_build_array(%s)::text, ''UTF8'')), '
            '''hex'')',
            ':' || entity || ':',
            (
                select string_agg(k || '::text', ', ' order by o)
                from unnest(keys) with ordinality as u (k, o)
            )
        ) as hash_sql
    ) as h;
$body$;

comment on function lockstep_private.derived_key_sql is
    'SQL for the derived target key of a source key. Placeholder $3: the salt of the '
    'installation.';
