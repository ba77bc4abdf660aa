-- room: validate    audience: private    calls: bad_rows known_here_sql finding_of foreign_keys
--
-- Only of the entity's own rows: of others, the column may mean something else.
create function lockstep_private.reference_findings(shape lockstep_private.shape)
    returns setof lockstep_private.finding
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f.*
    from lockstep_state.entity_ref as r
    join lockstep_state.entity as e on e.name = r.refers_to
    cross join lateral (
        select format('%I.%I', e.target_schema, e.target_table) as table_sql
    ) as o
    cross join lateral lockstep_private.bad_rows(
        shape,
        format(
            't.%1$I is not null and not exists (select from %2$s as r where r.%3$I = t.%1$I) '
                'and %4$s',
            r.name, o.table_sql, coalesce(r.ref_column, e.target_key[1]),
            lockstep_private.known_here_sql(shape)
        )
    ) as b
    cross join lateral lockstep_private.finding_of(
        'reference', 'error', shape.entity, r.name,
        format(
            '%s target rows refer by %s to rows of %s that are not there, and no foreign key '
                'forbids it',
            b.rows, r.name, o.table_sql
        ),
        format('lockstep sync %s %s', r.refers_to, shape.entity),
        b.rows, b.example_keys
    ) as f
    where r.entity = shape.entity
        and b.rows > 0
        and not exists (
            select
            from lockstep_private.foreign_keys(shape.target) as k
            where k.columns = array[r.name] and k.refers_to = o.table_sql and not k.is_period
        );
$body$;

comment on function lockstep_private.reference_findings is
    'References of the mapping that no foreign key guards: the row referred to has to stand.';
