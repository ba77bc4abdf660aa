-- room: kernel    audience: private    calls: nothing
--
-- Unique indexes stay, as they decide which rows are refused. What is left out here cannot be put
-- back by its definition, or cannot be checked in the meantime. Columns that only newer servers
-- have are read by name.
create function lockstep_private.secondary_objects(target text)
    returns setof lockstep_state.set_aside
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        null::bigint, null::bigint, null, secondary_objects.target, 'index', x.relname,
        pg_get_indexdef(x.oid), obj_description(x.oid, 'pg_class'),
        '{}'::text[], null, '{}'::text[], '{}'::text[], null::timestamptz
    from pg_class as t
    join pg_index as i on i.indrelid = t.oid
    join pg_class as x on x.oid = i.indexrelid
    where t.oid = to_regclass(secondary_objects.target)
        and t.relkind = 'r'
        and i.indisvalid
        and not (i.indisunique or i.indisprimary or i.indisexclusion)
        and not (i.indisreplident or i.indisclustered or x.relispartition)
    union all
    select
        null, null, null, secondary_objects.target, 'foreign key', c.conname,
        pg_get_constraintdef(c.oid), obj_description(c.oid, 'pg_constraint'),
        k.columns, format('%I.%I', n.nspname, r.relname), k.ref_columns, k.operators, null
    from pg_class as t
    join pg_constraint as c on c.conrelid = t.oid and c.contype = 'f'
    join pg_class as r on r.oid = c.confrelid
    join pg_namespace as n on n.oid = r.relnamespace
    cross join lateral (
        select
            array_agg(a.attname::text order by p.ordinal) as columns,
            array_agg(f.attname::text order by p.ordinal) as ref_columns,
            array_agg(
                format('operator(%I.%s)', m.nspname, o.oprname) order by p.ordinal
            ) as operators,
            bool_and(a.attcollation = f.attcollation) as is_alike
        from unnest(c.conkey, c.confkey, c.conpfeqop)
            with ordinality as p (own, far, operator, ordinal)
        join pg_attribute as a on a.attrelid = c.conrelid and a.attnum = p.own
        join pg_attribute as f on f.attrelid = c.confrelid and f.attnum = p.far
        join pg_operator as o on o.oid = p.operator
        join pg_namespace as m on m.oid = o.oprnamespace
    ) as k
    where t.oid = to_regclass(secondary_objects.target)
        and t.relkind = 'r'
        and c.convalidated
        and c.conparentid = 0
        and coalesce(to_jsonb(c) ->> 'conenforced', 'true') = 'true'
        and coalesce(to_jsonb(c) ->> 'conperiod', 'false') = 'false'
        and (c.confmatchtype = 's' or cardinality(c.conkey) = 1)
        and k.is_alike
    order by 5, 6;
$body$;

comment on function lockstep_private.secondary_objects is
    'Indexes and foreign keys of a table that rows can be written without, as they are now: with '
    'target, kind, name, definition, comment, and what a key refers to. id, run, entity and at '
    'are null.';
