-- room: kernel    audience: private    calls: nothing
--
-- A UUID of version 8 (RFC 9562, 5.8). An integer key stands in its first 48 bits, so that index
-- order follows the source's and inserts stay at the right edge; all else comes from a salted hash,
-- of which each row computes one only.
create function lockstep_private.derived_key_sql(entity text, keys text[], key_types text[])
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when r.is_integer then format(
            '(case when %1$s between -140737488355328 and 140737488355327 '
                'then encode(substr(int8send(%1$s + 140737488355328), 3), ''hex'') '
                'else substr(encode(%2$s, ''hex''), 20, 12) end '
                '|| ''8'' '
                '|| overlay(encode(substr(%2$s, 1, 9), ''hex'') placing ''8'' from 4 for 0))::uuid',
            keys[1], r.hash_sql
        )
        else format(
            '(select (substr(encode(x.hash, ''hex''), 20, 12) || ''8'' '
                '|| overlay(encode(substr(x.hash, 1, 9), ''hex'') placing ''8'' from 4 for 0)'
                ')::uuid '
                'from (select %1$s as hash offset 0) as x)',
            r.hash_sql
        )
    end
    from (
        select
            i.is_integer,
            format(
                'sha256(convert_to($3 || %L || %s, ''UTF8''))',
                ':' || entity || ':',
                case
                    when i.is_integer then format('''["'' || %s::text || ''"]''', keys[1])
                    else format(
                        'jsonb_build_array(%s)::text',
                        (
                            select string_agg(k || '::text', ', ' order by o)
                            from unnest(keys) with ordinality as u (k, o)
                        )
                    )
                end
            ) as hash_sql
        from (
            select cardinality(keys) = 1
                and key_types[1]::regtype in ('smallint'::regtype, 'integer', 'bigint')
        ) as i (is_integer)
    ) as r;
$body$;

comment on function lockstep_private.derived_key_sql is
    'SQL for the derived target key of a source key. Placeholder $3: the salt of the '
    'installation.';
