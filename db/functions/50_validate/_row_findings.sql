-- room: validate    audience: private    calls: apart_keys is_tolerated failed_rows finding_of shared_keys
--
-- What counts into the share of correct rows is an error only where that share is too small.
create function lockstep_private.row_findings(
    shape    lockstep_private.shape,
    standing lockstep_private.standing
)
    returns setof lockstep_private.finding
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_level text := case
        when lockstep_private.is_tolerated(lockstep_private.failed_rows(standing), standing)
            then 'warning'
        else 'error'
    end;
    r_shared record := lockstep_private.shared_keys(shape, standing);
begin
    return query
    select f.*
    from (values
        (
            standing.unsynced, 'unsynced', v_level, 'at_source and not is_live and not is_rejected',
            '%s of %s rows at the source are not on the target, and nothing refused them',
            'lockstep sync %s'
        ),
        (
            standing.rejected, 'rejected',
            case when standing.allows_rejects then 'warning' else v_level end,
            'at_source and is_rejected',
            '%s of %s rows at the source were refused', 'lockstep rejects %s'
        ),
        (
            standing.lost, 'lost', v_level,
            'at_source and is_live and not on_target and not is_rejected',
            '%s of %s rows at the source were written once, but are not on the target any more',
            'lockstep sync %s'
        ),
        (
            standing.gone, 'gone',
            case
                when lockstep_private.is_tolerated(standing.gone, standing) then 'warning'
                else 'error'
            end,
            'not at_source',
            '%s rows of the ledger are gone from the source (it has %s), and nothing was done '
                'about them',
            'lockstep sync %s'
        ),
        (
            standing.repeated, 'repeated', 'error', 'false',
            '%s of %s rows at the source have a source key that another row has as well',
            'add columns to source_key: lockstep entity check %s'
        ),
        (
            r_shared.rows, 'shared', 'error', null,
            '%s rows of the ledger share their target row with another source row (of %s)',
            'look at them: lockstep check %s KEY'
        ),
        (
            standing.extra, 'extra', 'info', 'false',
            '%s rows of the target table are not lockstep''s; the source has %s',
            null
        )
    ) as c (rows, subject, level, condition, detail, remedy)
    cross join lateral lockstep_private.finding_of(
        'rows', c.level, shape.entity, c.subject,
        format(c.detail, c.rows, standing.source_rows), format(c.remedy, shape.entity),
        c.rows,
        case
            when c.condition is null then r_shared.example_keys
            else lockstep_private.apart_keys(shape, c.condition)
        end
    ) as f
    where c.rows > 0;
end;
$body$;

comment on function lockstep_private.row_findings is
    'Counts and sets of keys: source rows that the target does not have, ledger entries whose '
    'source row is gone, target rows of two source keys, target rows that nobody knows.';
