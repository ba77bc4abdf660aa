-- room: validate    audience: private    calls: nothing
--
-- What a server's collations say changes with its libraries; an index built before may then hold
-- the same value twice.
create function lockstep_private.unique_indexes(target text)
    returns table (
        name         text,
        index        regclass,
        columns_list text,
        rows_sql     text,
        is_valid     boolean,
        is_suspect   boolean,
        is_key       boolean
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        c.relname::text,
        c.oid::regclass,
        k.columns_list,
        concat_ws(
            ' and ',
            '(' || pg_get_expr(i.indpred, i.indrelid) || ')',
            case when not i.indnullsnotdistinct then k.filled_sql end,
            'true'
        ),
        i.indisvalid and i.indisready,
        exists (
            select
            from unnest(i.indcollation) as o (oid)
            join pg_collation as l on l.oid = o.oid
            where l.collversion is distinct from pg_collation_actual_version(l.oid)
                and l.collversion is not null
        ) or (
            d.datcollversion is distinct from pg_database_collation_actual_version(d.oid)
            and d.datcollversion is not null
            and exists (
                select
                from unnest(i.indcollation) as o (oid)
                join pg_collation as l on l.oid = o.oid
                where l.collname = 'default'
            )
        ),
        i.indisprimary
    from pg_index as i
    join pg_class as c on c.oid = i.indexrelid
    join pg_database as d on d.datname = current_database()
    cross join lateral (
        select
            string_agg(n.part_sql, ', ' order by n.place) as columns_list,
            string_agg(format('(%s) is not null', n.part_sql), ' and ' order by n.place)
                as filled_sql
        from (
            select g.place, pg_get_indexdef(i.indexrelid, g.place, false) as part_sql
            from generate_series(1, i.indnkeyatts) as g (place)
        ) as n
    ) as k
    where i.indrelid = to_regclass(unique_indexes.target) and i.indisunique
    order by c.relname;
$body$;

comment on function lockstep_private.unique_indexes is
    'Unique indexes of a table: what they are over, the rows they speak of, whether they are '
    'valid, and whether a collation has changed since they were built (is_suspect).';
