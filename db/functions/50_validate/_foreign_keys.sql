-- room: validate    audience: private    calls: nothing
--
-- Partitions of the table referred to count, its children do not. Columns that only newer servers
-- have are read by name.
create function lockstep_private.foreign_keys(target text)
    returns table (
        name        text,
        columns     text[],
        refers_to   text,
        is_proved   boolean,
        is_period   boolean,
        is_full     boolean,
        broken_sql  text,
        partial_sql text
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        c.conname::text,
        k.columns,
        format('%I.%I', n.nspname, r.relname),
        c.convalidated and coalesce(to_jsonb(c) ->> 'conenforced', 'true') = 'true',
        coalesce(to_jsonb(c) ->> 'conperiod', 'false') = 'true',
        c.confmatchtype = 'f' and cardinality(c.conkey) > 1,
        format(
            '%s and not exists (select from %s%I.%I as r where %s)',
            k.filled_sql, case when r.relkind <> 'p' then 'only ' end, n.nspname, r.relname,
            k.equal_sql
        ),
        format('num_nulls(%s) between 1 and %s', k.columns_list, cardinality(c.conkey) - 1)
    from pg_constraint as c
    join pg_class as r on r.oid = c.confrelid
    join pg_namespace as n on n.oid = r.relnamespace
    cross join lateral (
        select
            array_agg(a.attname::text order by p.place) as columns,
            string_agg(format('t.%I', a.attname), ', ' order by p.place) as columns_list,
            string_agg(format('t.%I is not null', a.attname), ' and ' order by p.place)
                as filled_sql,
            string_agg(
                format('r.%I operator(%I.%s) t.%I', f.attname, m.nspname, o.oprname, a.attname),
                ' and ' order by p.place
            ) as equal_sql
        from unnest(c.conkey, c.confkey, c.conpfeqop)
            with ordinality as p (own, far, operator, place)
        join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = p.own
        join pg_attribute as f on f.attrelid = c.confrelid and f.attnum = p.far
        join pg_operator as o on o.oid = p.operator
        join pg_namespace as m on m.oid = o.oprnamespace
    ) as k
    where c.conrelid = to_regclass(foreign_keys.target)
        and c.contype = 'f'
        and not exists (
            select
            from pg_constraint as p
            where p.oid = c.conparentid and p.conrelid = c.conrelid
        )
    order by c.conname;
$body$;

comment on function lockstep_private.foreign_keys is
    'Foreign keys of a table. is_proved: the database vouches for all rows; broken_sql: condition '
    'over t for rows that refer to none; partial_sql: for rows with some of several columns null, '
    'which match full forbids.';
