-- room: apply    audience: private    calls: parkable_columns locked_sql kept_sql joined_sql
create function lockstep_private.park_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        with %1$s,
        kept as (%2$s),
        parked as (
            update %3$s as t
            set %4$s
            from projected as p
            join locked as k using (lockstep_n)
            where %5$s and (%6$s) and $3::text is not null
        )
        select (select count(*) from locked), 0::bigint
        $sql$,
        lockstep_private.locked_sql(shape),
        lockstep_private.kept_sql(shape),
        shape.target,
        string_agg(
            format(
                '%1$I = case when %2$s then %3$s else t.%1$I end',
                c.name, w.changed_sql, c.value_sql
            ),
            ', ' order by c.name
        ),
        lockstep_private.joined_sql(
            shape.target_keys, 't.',
            array(select 'lockstep_' || k from unnest(shape.ledger_target_keys) as k), 'p.'
        ),
        string_agg(w.changed_sql, ' or ' order by c.name)
    )
    from lockstep_private.parkable_columns(shape) as c
    cross join lateral (
        select string_agg(
            format('t.%1$I::text is distinct from p.%1$I::text', n), ' or ' order by n
        ) as changed_sql
        from unnest(c.watched) as n
    ) as w
    having count(*) > 0;
$body$;

comment on function lockstep_private.park_sql is
    'One statement that locks the target rows that update_sql is to overwrite, keeps what they '
    'were, and takes those out of each other''s way that are to have other unique values. '
    'Placeholders as insert_sql; returns the number of rows locked, and 0. Null if there is '
    'nothing to park by.';
