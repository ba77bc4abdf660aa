-- room: apply    audience: private    calls: broken_sql refuse_broken_key
--
-- Part of insert_sql, for foreign keys that are set aside: all rows of a batch are looked up at
-- once. Rows may refer to rows of the same statement, as they may with the key in place.
create function lockstep_private.broken_keys_sql(
    target text,
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
                    from unnest(
                        (k.key).columns || case when k.is_own then (k.key).ref_columns end
                    ) with ordinality as c (name, ordinal)
                ),
                '' order by k.ordinal
            ),
            ''
        ),
        string_agg(
            format(
                'select lockstep_private.refuse_broken_key(%L, %L) from written as w where %s',
                (k.key).target,
                (k.key).name,
                lockstep_private.broken_sql(k.key, k.columns_list)
            ) || case
                when k.is_own then (
                    select format(
                        ' and not exists (select from written as r where %s)',
                        string_agg(
                            format(
                                'r.lockstep_fk_%s_%s %s %s', k.ordinal,
                                cardinality((k.key).columns) + o.ordinal, o.operator, o.own_column
                            ),
                            ' and '
                        )
                    )
                    from unnest((k.key).operators, k.columns_list)
                        with ordinality as o (operator, own_column, ordinal)
                )
                else ''
            end,
            ' union all ' order by k.ordinal
        )
    from (
        select
            n.*,
            array(
                select format('w.lockstep_fk_%s_%s', n.ordinal, i)
                from generate_series(1, cardinality((n.key).columns)) as i
            ) as columns_list
        from (
            select
                s as key, row_number() over (order by s.id) as ordinal,
                s.refers_to = s.target as is_own
            from lockstep_state.set_aside as s
            where s.target = broken_keys_sql.target and s.kind = 'foreign key'
        ) as n
    ) as k;
$body$;

comment on function lockstep_private.broken_keys_sql is
    'What insert_sql has to return more (alias t), and a query over written that fails at a row '
    'which breaks a foreign key of the target that is set aside; null if none is.';
