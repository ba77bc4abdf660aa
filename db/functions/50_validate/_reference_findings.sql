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
    from (
        select
            r.name,
            array_agg(o.table_sql order by r.ordinal) as tables,
            array_agg(r.refers_to order by r.ordinal) as entities,
            string_agg(
                format(
                    'not exists (select from %s as r where r.%I = t.%I)',
                    o.table_sql, coalesce(r.ref_column, e.target_key[1]), r.name
                ),
                ' and '
            ) as nowhere_sql
        from lockstep_state.entity_ref as r
        join lockstep_state.entity as e on e.name = r.refers_to
        cross join lateral (
            select format('%I.%I', e.target_schema, e.target_table) as table_sql
        ) as o
        where r.entity = shape.entity
        group by r.name
    ) as r
    cross join lateral lockstep_private.bad_rows(
        shape,
        format(
            't.%I is not null and %s and %s',
            r.name, r.nowhere_sql, lockstep_private.known_here_sql(shape)
        )
    ) as b
    cross join lateral lockstep_private.finding_of(
        'reference', 'error', shape.entity, r.name,
        format(
            '%s target rows refer by %s to rows of %s that are not there, and no foreign key '
                'forbids it',
            b.rows, r.name, array_to_string(r.tables, ' or ')
        ),
        format('lockstep sync %s %s', array_to_string(r.entities, ' '), shape.entity),
        b.rows, b.example_keys
    ) as f
    where b.rows > 0
        and not exists (
            select
            from lockstep_private.foreign_keys(shape.target) as k
            where k.columns = array[r.name] and k.refers_to = any (r.tables) and not k.is_period
        );
$body$;

comment on function lockstep_private.reference_findings is
    'References of the mapping that no foreign key guards: the row referred to has to stand.';
