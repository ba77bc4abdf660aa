-- room: apply    audience: private    calls: key_check_sql secondary_objects
--
-- Part of insert_sql, for foreign keys that do not look for themselves: all rows of a batch are
-- looked up at once. Rows may refer to rows of the same statement, as they may with the key in
-- place.
create function lockstep_private.broken_keys_sql(
    target  text,
    at_once boolean,
    out returned_list text,
    out checked_sql   text
)
    returns record
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        coalesce(
            string_agg(
                (
                    select string_agg(
                        format(', t.%I as lockstep_fk_%s_%s', c.name, k.ordinal, c.ordinal), ''
                    )
                    from unnest(k.columns) with ordinality as c (name, ordinal)
                ),
                '' order by k.ordinal
            ),
            ''
        ),
        string_agg(
            lockstep_private.key_check_sql(
                k.key, k.is_set_aside, n.names[:k.width], n.names[k.width + 1:]
            ),
            ' union all ' order by k.ordinal
        )
    from (
        select
            u.*,
            row_number() over (order by u.is_set_aside, (u.key).name) as ordinal,
            cardinality((u.key).columns) as width,
            (u.key).columns || case
                when (u.key).refers_to = (u.key).target then (u.key).ref_columns
            end as columns
        from (
            select s as key, true as is_set_aside
            from lockstep_state.set_aside as s
            where s.target = broken_keys_sql.target and s.kind = 'foreign key'
            union all
            select o, false
            from lockstep_private.secondary_objects(broken_keys_sql.target) as o
            where broken_keys_sql.at_once and o.kind = 'foreign key'
        ) as u
    ) as k
    cross join lateral (
        select array(
            select format('lockstep_fk_%s_%s', k.ordinal, i)
            from generate_series(1, cardinality(k.columns)) as i
        ) as names
    ) as n;
$body$;

comment on function lockstep_private.broken_keys_sql is
    'What insert_sql has to return more (alias t), and a query over written that fails at a row '
    'which breaks a foreign key of the target that is set aside, or (at_once) any other; null if '
    'there is none.';
