-- room: kernel    audience: private    calls: typed_hash_sql
create function lockstep_private.range_hash_sql(expression text, type text, seed text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format('(hash_range_extended(%s, %s)', expression, seed) || string_agg(
        format(
            ' # case when %1$s(%2$s) is null then %3$L::bigint else %4$s end',
            b.bound, expression, 0,
            lockstep_private.typed_hash_sql(
                format('%s(%s)', b.bound, expression),
                case type
                    when 'int8range' then 'bigint'
                    when 'numrange' then 'numeric'
                    when 'tsrange' then 'timestamp'
                    else 'timestamptz'
                end,
                format('(%s # %L::bigint)', seed, b.number)
            )
        ),
        '' order by b.number
    ) || ')'
    from (values (1, 'lower'), (2, 'upper')) as b (number, bound);
$body$;

comment on function lockstep_private.range_hash_sql is
    'SQL for the hash of a range whose bounds PostgreSQL hashes badly: its own hash, and ours of '
    'each bound.';
