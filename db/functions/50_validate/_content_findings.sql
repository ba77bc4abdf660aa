-- room: validate    audience: private    calls: is_tolerated failed_rows finding_of differing_bound
create function lockstep_private.content_findings(
    shape    lockstep_private.shape,
    standing lockstep_private.standing
)
    returns setof lockstep_private.finding
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f.*
    from (
        select
            lockstep_private.is_tolerated(lockstep_private.failed_rows(standing), standing)
                as is_tolerated,
            lockstep_private.is_tolerated(standing.surplus, standing) as is_surplus_tolerated,
            standing.sample < 1 as is_sample,
            round(
                100 * lockstep_private.differing_bound(standing.differing, standing.looked_at), 4
            ) as bound
    ) as c
    cross join lateral (
        select *
        from lockstep_private.finding_of(
            'content', case when c.is_tolerated then 'warning' else 'error' end, shape.entity,
            'differs',
            format('%s of %s rows compared differ from what the mapping makes of the source',
                standing.differing, standing.looked_at),
            format(
                'see which: lockstep compare %1$s --deep; mend them: lockstep sync %1$s',
                shape.entity
            ),
            standing.differing, standing.example_keys
        )
        where standing.differing > 0
        union all
        select *
        from lockstep_private.finding_of(
            'content', case when c.is_surplus_tolerated then 'warning' else 'error' end,
            shape.entity, 'surplus',
            format(
                '%s target rows stand for no row of the source, though the ledger does not say so',
                standing.surplus
            ),
            format('see which: lockstep compare %s --deep', shape.entity),
            standing.surplus, standing.example_keys
        )
        where standing.surplus > 0
        union all
        select *
        from lockstep_private.finding_of(
            'content', 'info', shape.entity, 'sample',
            format(
                '%s of %s rows were compared, chosen by a hash of their key, and %s differ: with '
                    '95 %% confidence at most %s %% of all do',
                standing.looked_at, standing.source_rows,
                standing.differing, trim_scale(c.bound)
            ),
            'all rows: the same without a sample', standing.looked_at
        )
        where c.is_sample and standing.looked_at > 0
        union all
        select *
        from lockstep_private.finding_of(
            'content', 'warning', shape.entity, 'unseen',
            'no row was compared: the sample is too small for so few',
            'a greater sample, or none'
        )
        where c.is_sample and standing.looked_at = 0 and standing.source_rows > 0
    ) as f;
$body$;

comment on function lockstep_private.content_findings is
    'Content that differs, and how far a sample can be trusted.';
