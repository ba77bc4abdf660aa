-- room: apply    audience: private    calls: nothing
create function lockstep_private.parked_value_sql(
    shape     lockstep_private.shape,
    attribute pg_attribute,
    index     pg_index
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when not attribute.attnotnull and not b.is_not_null and not index.indnullsnotdistinct
            and attribute.attnum = any (index.indkey::smallint[]) then 'null'
        when exists (
            select
            from pg_constraint as f
            where f.conrelid = attribute.attrelid and f.contype = 'f'
                and attribute.attnum = any (f.conkey)
        ) then null
        when b.typname = 'uuid' then 'gen_random_uuid()'
        when b.typcategory = 'S' then format(
            'left(replace(gen_random_uuid()::text, ''-'', '''') || coalesce(t.%I::text, ''''), '
                '%s)::%s',
            attribute.attname, coalesce(nullif(b.typmod, -1) - 4, 1000000)::integer, y.type_sql
        )
        when b.typname in ('int2', 'int4', 'int8', 'numeric', 'float4', 'float8')
            then format('(%s + p.lockstep_n)::%s', m.maximum_sql, y.type_sql)
        when b.typname = 'date'
            then format('(%s + p.lockstep_n::integer)::%s', m.maximum_sql, y.type_sql)
        when b.typname in ('timestamp', 'timestamptz')
            then format('(%s + p.lockstep_n * interval ''1 s'')::%s', m.maximum_sql, y.type_sql)
        when b.typtype = 'r' and index.indisexclusion then format('''empty''::%s', y.type_sql)
    end
    from (
        select
            coalesce(u.typname, t.typname) as typname,
            coalesce(u.typcategory, t.typcategory) as typcategory,
            coalesce(u.typtype, t.typtype) as typtype,
            case when t.typbasetype <> 0 then t.typtypmod else attribute.atttypmod end as typmod,
            t.typnotnull as is_not_null
        from pg_type as t
        left join pg_type as u on u.oid = t.typbasetype
        where t.oid = attribute.atttypid
    ) as b
    cross join lateral (
        select format_type(attribute.atttypid, attribute.atttypmod) as type_sql
    ) as y
    cross join lateral (
        select format(
            'greatest((select max(t.%1$I) from %2$s as t), '
                '(select max(p.%1$I) from projected as p))',
            attribute.attname, shape.target
        ) as maximum_sql
    ) as m;
$body$;

comment on function lockstep_private.parked_value_sql is
    'SQL (over t and p) for a value of this column that no row has or is to have, so that the row '
    'is in nobody''s way in this index; null if there is none.';
