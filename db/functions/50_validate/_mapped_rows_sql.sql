-- room: validate    audience: private    calls: mapped_columns mapped_sql
create function lockstep_private.mapped_rows_sql(
    shape         lockstep_private.shape,
    condition_sql text
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'select %s from (%s) as m join %s as l on %s',
        (
            select string_agg(c.column_sql, ', ')
            from (
                select format('l.%1$I as lockstep_%1$s', k.name) as column_sql
                from unnest(shape.ledger_source_keys || shape.ledger_target_keys) as k (name)
                union all
                select format('(m.%1$I)::%2$s as %1$I', c.name, c.type)
                from lockstep_private.mapped_columns(shape) as c
                union all
                select format('l.%I as %I', k.ledger, k.name)
                from unnest(shape.ledger_target_keys, shape.target_keys) as k (ledger, name)
                where k.name not in (
                    select c.name from lockstep_private.mapped_columns(shape) as c
                )
            ) as c
        ),
        lockstep_private.mapped_sql(shape, condition_sql),
        shape.ledger,
        (
            select string_agg(format('l.%1$I = m.lockstep_%1$s', k.name), ' and ')
            from unnest(shape.ledger_source_keys) as k (name)
        )
    );
$body$;

comment on function lockstep_private.mapped_rows_sql is
    'Target rows as the mapping makes them of source rows, with the keys that the ledger has for '
    'them as lockstep_source_key … and lockstep_target_key …. condition_sql: which, over s.';
