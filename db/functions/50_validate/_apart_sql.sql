-- room: validate    audience: private    calls: prefixed_list joined_sql
create function lockstep_private.apart_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select
            %1$s,
            %2$s,
            s.is_there is not null as at_source,
            coalesce(l.is_live, false) as is_live,
            coalesce(l.on_target, false) as on_target,
            r.is_there is not null as is_rejected
        from (select %3$s, true as is_there from %4$s as s) as s
        full join (
            select
                %5$s,
                l.gone_at is null and l.settled_at is null as is_live,
                l.settled_at is not null as is_settled,
                t.tableoid is not null as on_target
            from %6$s as l
            left join %7$s as t on %8$s
        ) as l on %9$s
        left join (
            select distinct %10$s, true as is_there
            from lockstep_state.reject as r
            where r.entity = %11$L and r.closed_at is null and r.operation = 'write'
        ) as r on %12$s
        where (
                s.is_there is null
                or r.is_there is not null
                or (l.is_live and l.on_target) is not true
            )
            and (s.is_there is not null or not l.is_settled)
        $sql$,
        k.own_list, lockstep_private.prefixed_list(shape.ledger_target_keys, 'l.'),
        k.source_list, shape.source,
        lockstep_private.prefixed_list(shape.ledger_source_keys || shape.ledger_target_keys, 'l.'),
        shape.ledger, shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.'),
        lockstep_private.joined_sql(shape.ledger_source_keys, 's.', shape.ledger_source_keys, 'l.'),
        k.reject_list, shape.entity, k.reject_sql
    )
    from (
        select
            string_agg(format('coalesce(s.%1$I, l.%1$I) as %1$I', n.ledger), ', ' order by n.place)
                as own_list,
            string_agg(format('s.%I as %I', n.source, n.ledger), ', ' order by n.place)
                as source_list,
            string_agg(
                format('(r.source_key ->> %s)::%s as %I', n.place - 1, n.type, n.ledger),
                ', ' order by n.place
            ) as reject_list,
            string_agg(
                format('r.%1$I = coalesce(s.%1$I, l.%1$I)', n.ledger), ' and ' order by n.place
            ) as reject_sql
        from unnest(shape.source_keys, shape.ledger_source_keys, shape.key_types)
            with ordinality as n (source, ledger, type, place)
    ) as k;
$body$;

comment on function lockstep_private.apart_sql is
    'The statement for rows that do not stand on both sides: keys at the source and keys in the '
    'ledger, held against each other, against the target''s and against the open rejects. What is '
    'gone from the source and settled is no such row.';
