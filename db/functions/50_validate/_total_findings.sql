-- room: validate    audience: private    calls: totals_of is_tolerated failed_rows finding_of
--
-- Where rows are known to differ, totals do as well: that is tolerated as far as those are.
create function lockstep_private.total_findings(
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
        select t.name, string_agg(t.measure, ', ') as measures, min(r.rows) as rows
        from (select t.* from lockstep_private.totals_of(shape, standing) as t offset 0) as t
        cross join lateral (
            select standing.source_rows - standing.apart + standing.gone as rows
        ) as r
        where t.source is distinct from t.target
        group by t.name
    ) as c
    cross join lateral lockstep_private.finding_of(
        'total',
        case
            when standing.differing > 0 and lockstep_private.is_tolerated(
                lockstep_private.failed_rows(standing), standing
            ) then 'warning'
            else 'error'
        end,
        shape.entity, c.name,
        case
            when c.name is null then format(
                'other numbers of rows were added up on both sides (about %s): a source key that '
                    'comes twice, or somebody writes meanwhile', c.rows
            )
            else format(
                'column %s does not add up to the same on both sides, over %s rows: %s',
                c.name, c.rows, c.measures
            )
        end,
        format('see the totals: select * from lockstep.column_totals(%L)', shape.entity)
    ) as f
    order by c.name nulls first;
$body$;

comment on function lockstep_private.total_findings is
    'Columns whose totals are not the same on both sides. No values, only which totals.';
