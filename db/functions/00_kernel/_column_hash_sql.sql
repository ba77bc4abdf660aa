-- room: kernel    audience: private    calls: typed_hash_sql
--
-- hashtextextended(c || '') lets the other side turn a type that is linked as text into text.
-- coalesce() is never shipped: it keeps the hash here where the other side would hash another type,
-- or where a collation would hash unlike texts alike.
-- A composite of NULLs "is null", and still a value: num_nulls() tells the two apart.
create function lockstep_private.column_hash_sql(
    expression   text,
    type         text,
    ordinal      integer,
    is_as_text   boolean,
    is_shippable boolean
)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select format(
            'case when %s then %L::bigint else %s end',
            format(
                case
                    when is_as_text or t.typnamespace <> 'pg_catalog'::regnamespace
                        then 'num_nulls(%s) = 1'
                    else '%s is null'
                end,
                expression
            ),
            0,
            case
                when not is_shippable then
                    lockstep_private.typed_hash_sql(
                        format('coalesce(%s, %L) collate "C"', expression, ''), type, s.seed
                    )
                when is_as_text then
                    format('hashtextextended(%s || %L, %s)', expression, '', s.seed)
                else lockstep_private.typed_hash_sql(expression, type, s.seed)
            end
        )
        from pg_type as t
        cross join (
            select format('%L::bigint', hashint8extended(ordinal, 0)) as seed
        ) as s
        where t.oid = type::regtype
    );
end;
$body$;

comment on function lockstep_private.column_hash_sql is
    'SQL for the hash of one column of a fingerprint: NULL counts as 0, every column has its own '
    'seed.';
