-- room: validate    audience: private    calls: foreign_keys bad_rows finding_of
create function lockstep_private.foreign_key_findings(shape lockstep_private.shape)
    returns setof lockstep_private.finding
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f.*
    from lockstep_private.foreign_keys(shape.target) as k
    cross join lateral lockstep_private.bad_rows(shape, k.broken_sql) as b
    cross join lateral lockstep_private.finding_of(
        'foreign_key', 'error', shape.entity, k.name,
        format(
            '%s target rows refer by %s to rows of %s that are not there',
            b.rows, array_to_string(k.columns, ', '), k.refers_to
        ),
        'write the rows they refer to, or set right or delete those that refer',
        b.rows, b.example_keys
    ) as f
    where not k.is_period and b.rows > 0
    union all
    select f.*
    from lockstep_private.foreign_keys(shape.target) as k
    cross join lateral lockstep_private.bad_rows(shape, k.partial_sql) as b
    cross join lateral lockstep_private.finding_of(
        'foreign_key', 'error', shape.entity, k.name || ':full',
        format(
            '%s target rows have some of %s null and others not, which match full forbids',
            b.rows, array_to_string(k.columns, ', ')
        ),
        'fill all of the columns, or none', b.rows, b.example_keys
    ) as f
    where k.is_full and b.rows > 0
    union all
    select f.*
    from lockstep_private.foreign_keys(shape.target) as k
    cross join lateral lockstep_private.finding_of(
        'foreign_key', case when k.is_period then 'warning' else 'info' end,
        shape.entity, k.name || ':unproved',
        case
            when k.is_period then format('foreign key %s has a period: it was not checked', k.name)
            else format('foreign key %s is not valid, the database does not vouch for it', k.name)
        end,
        case
            when not k.is_period then format(
                'alter table %s validate constraint %I;', shape.target, k.name
            )
        end
    ) as f
    where k.is_period or not k.is_proved;
$body$;

comment on function lockstep_private.foreign_key_findings is
    'Every foreign key of the target table held against all its rows, whatever the catalog says of '
    'it.';
