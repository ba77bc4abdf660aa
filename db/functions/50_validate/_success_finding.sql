-- room: validate    audience: private    calls: failed_rows is_tolerated finding_of
--
-- The percentage is cut, not rounded: 100 % means all.
create function lockstep_private.success_finding(
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
            lockstep_private.failed_rows(standing) as rows,
            standing.source_rows
                - case when standing.allows_rejects then standing.rejected else 0 end as wanted
    ) as c
    cross join lateral lockstep_private.finding_of(
        'success',
        case when lockstep_private.is_tolerated(c.rows, standing) then 'info' else 'error' end,
        shape.entity, null,
        format(
            '%s%s of all %s rows at the source%s stand correct on the target: %s %% '
                '(%s %% wanted)%s',
            case when standing.sample < 1 and standing.differing > 0 then 'about ' end,
            c.wanted - c.rows,
            c.wanted,
            case when standing.allows_rejects then ' that nothing refused' end,
            coalesce(
                trim_scale(trunc(
                    (c.wanted - c.rows) * 100.0 / nullif(c.wanted, 0), 4
                )),
                100
            ),
            trim_scale(standing.min_success),
            case
                when standing.excluded > 0 then format(
                    '; the filter leaves out %s more, which do not count', standing.excluded
                )
            end
        ),
        case
            when not lockstep_private.is_tolerated(c.rows, standing)
                then format('lockstep sync %s', shape.entity)
        end,
        c.rows
    ) as f;
$body$;

comment on function lockstep_private.success_finding is
    'Of all rows at the source that the filter admits, how many stand correct on the target: an '
    'error below min_success.';
