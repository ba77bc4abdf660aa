-- room: validate    audience: private    calls: totals_list mapped_columns mapped_sql not_apart_sql joined_sql
create function lockstep_private.totals_sql(
    shape    lockstep_private.shape,
    standing lockstep_private.standing,
    side     text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'select %s from (%s) as t',
        lockstep_private.totals_list(shape),
        case
            when side = 'source' then format(
                'select %s from (%s) as m',
                (
                    select string_agg(format('(m.%1$I)::%2$s as %1$I', c.name, c.type), ', ')
                    from lockstep_private.mapped_columns(shape) as c
                ),
                lockstep_private.mapped_sql(
                    shape, lockstep_private.not_apart_sql(shape, standing, 'source')
                )
            )
            when standing.apart = 0 and standing.target_rows = standing.live
                then format('select t.* from %s as t', shape.target)
            else format(
                'select t.* from %s as t join %s as l on %s where l.gone_at is null '
                    'and l.settled_at is null and %s',
                shape.target,
                shape.ledger,
                lockstep_private.joined_sql(
                    shape.target_keys, 't.', shape.ledger_target_keys, 'l.'
                ),
                lockstep_private.not_apart_sql(shape, standing, 'ledger')
            )
        end
    );
$body$;

comment on function lockstep_private.totals_sql is
    'The statement that adds up all columns in one pass, as an array of text: rows first, then '
    'total_measures. side: source (what the mapping makes of it) or target; both of the rows that '
    'stand on both.';
