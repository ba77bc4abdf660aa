-- room: validate    audience: private    calls: bad_rows finding_of
create function lockstep_private.check_constraint_findings(shape lockstep_private.shape)
    returns setof lockstep_private.finding
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with look as materialized (
        select c.conname as name, b.rows, b.example_keys
        from pg_constraint as c
        cross join lateral lockstep_private.bad_rows(
            shape, format('(%s) is false', pg_get_expr(c.conbin, c.conrelid))
        ) as b
        where c.conrelid = to_regclass(shape.target)
            and c.contype = 'c'
            and (
                not c.convalidated
                or coalesce(to_jsonb(c) ->> 'conenforced', 'true') = 'false'
            )
    )
    select f.*
    from look as c
    cross join lateral lockstep_private.finding_of(
        'check_constraint', case when c.rows > 0 then 'error' else 'info' end,
        shape.entity, c.name::text,
        case
            when c.rows > 0 then format('%s target rows break check %s', c.rows, c.name)
            else format('check %s is not valid, though no row breaks it', c.name)
        end,
        case
            when c.rows > 0 then 'set those rows right'
            else format('alter table %s validate constraint %I;', shape.target, c.name)
        end,
        c.rows, c.example_keys
    ) as f
    order by c.name;
$body$;

comment on function lockstep_private.check_constraint_findings is
    'Check constraints that the database does not vouch for, evaluated over all rows.';
