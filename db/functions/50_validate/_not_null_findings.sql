-- room: validate    audience: private    calls: promised_columns bad_rows known_here_sql finding_of
create function lockstep_private.not_null_findings(shape lockstep_private.shape)
    returns setof lockstep_private.finding
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f.*
    from lockstep_private.promised_columns(shape) as c
    cross join lateral lockstep_private.bad_rows(
        shape, format('t.%I is null and %s', c.name, lockstep_private.known_here_sql(shape))
    ) as b
    cross join lateral lockstep_private.finding_of(
        'not_null', 'error', shape.entity, c.name,
        format('%s target rows have NULL in %s, against %s', b.rows, c.name, c.reason),
        format('lockstep compare %s', shape.entity), b.rows, b.example_keys
    ) as f
    where b.rows > 0;
$body$;

comment on function lockstep_private.not_null_findings is
    'NULL where the mapping promises none.';
