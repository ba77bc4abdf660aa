-- room: kernel    audience: private    calls: array_hash_sql range_hash_sql sent_sql
--
-- 64 bits of one value, as an expression that postgres_fdw ships whole. What PostgreSQL hashes for
-- its hash joins is not enough: hashint8extended folds its value to 32 bits (so the value goes into
-- the seed as well), hash_numeric_extended and jsonb_hash_extended forget the sign of numbers, and
-- times are hashed as integers. All of these are hashed over their binary form instead. Types
-- without a sound function that ships are hashed as text, which only works here.
create function lockstep_private.typed_hash_sql(expression text, type text, seed text)
    returns text
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return (
        select case
            when t.name in ('int2', 'int4', 'int8') then
                format('hashint8extended(%1$s, %2$s # %1$s)', expression, seed)
            when t.name = 'bool' then
                format('hashint8extended(case when %s then 1 else 0 end, %s)', expression, seed)
            when t.name in ('text', 'varchar') then
                format('hashtextextended(%s, %s)', expression, seed)
            when t.name = 'bpchar' then format('hashbpcharextended(%s, %s)', expression, seed)
            when t.name in ('float4', 'float8') then
                format('hashfloat8extended(%s, %s)', expression, seed)
            when t.name = 'uuid' then format('uuid_hash_extended(%s, %s)', expression, seed)
            when t.sent is not null then
                format('hash_array_extended(array[%s], %s)', t.sent, seed)
            when t.name in ('bytea', 'inet', 'cidr', 'macaddr', 'macaddr8', 'oid') then
                format('hash_array_extended(array[%s], %s)', expression, seed)
            when t.name ~ '^_(int[24]|text|varchar|bpchar|float[48]|uuid|bool|date)$' then
                lockstep_private.array_hash_sql(expression, seed)
            when t.name in ('int4range', 'daterange') then
                format('hash_range_extended(%s, %s)', expression, seed)
            when t.name in ('int8range', 'numrange', 'tsrange', 'tstzrange') then
                lockstep_private.range_hash_sql(expression, t.name, seed)
            else format('hashtextextended((%s)::text, %s)', expression, seed)
        end
        from (
            select
                case when n.nspname = 'pg_catalog' then t.typname::text else '' end as name,
                lockstep_private.sent_sql(expression, type) as sent
            from pg_type as t
            join pg_namespace as n on n.oid = t.typnamespace
            where t.oid = type::regtype
        ) as t
    );
end;
$body$;

comment on function lockstep_private.typed_hash_sql is
    'SQL for the 64-bit hash of one value that is not null. expression: the value; type: its '
    'type, schema-qualified; seed: a bigint expression.';
