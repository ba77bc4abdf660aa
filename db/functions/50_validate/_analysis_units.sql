-- room: validate    audience: private    calls: analysis_values entity_row
--
-- What can be told without converting a value is a condition; the rest shows when it is converted
-- (value_sql). A column that is taken as it is, into the same type, needs neither.
create function lockstep_private.analysis_units(entity text)
    returns table (
        name            text,
        constraint_name text,
        is_plain        boolean,
        value_sql       text,
        causes          text[],
        conditions      text[]
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with value as materialized (
        select v.* from lockstep_private.analysis_values(analysis_units.entity) as v
    )
    select
        v.name,
        null,
        v.is_plain and v.is_safe,
        case when not v.is_safe then v.value_sql end,
        array_remove(array_agg(
            case when q.condition_sql is not null then q.cause end order by q.place
        ), null),
        array_remove(array_agg(q.condition_sql order by q.place), null)
    from value as v
    cross join lateral (
        values
            (1, 'not null', v.null_sql), (2, 'length', v.length_sql),
            (3, 'overflow', v.overflow_sql), (4, 'enum', v.enum_sql)
    ) as q (place, cause, condition_sql)
    group by v.name, v.is_plain, v.is_safe, v.value_sql
    having not v.is_safe or count(q.condition_sql) > 0
    union all
    select r.name, null, false, format('(%s)', k.expression), '{}', '{}'
    from lockstep_state.entity_ref as r
    cross join unnest(r.key) as k (expression)
    where r.entity = analysis_units.entity and k.expression !~ '^s\.(\w+|"([^"]|"")+")$'
    union all
    select
        a.attname,
        null,
        k.is_plain,
        null,
        array['not null'],
        array[k.null_sql]
    from lockstep_private.entity_row(analysis_units.entity) as e
    join pg_attribute as a
        on a.attrelid = to_regclass(format('%I.%I', e.target_schema, e.target_table))
        and a.attnotnull
    cross join lateral (
        select
            bool_and(x.is_plain) as is_plain,
            string_agg(format('(%s)', x.null_sql), ' and ' order by r.ordinal) as null_sql
        from lockstep_state.entity_ref as r
        cross join lateral (
            select
                bool_and(y.expression ~ '^s\.(\w+|"([^"]|"")+")$') as is_plain,
                string_agg(format('(%s) is null', y.expression), ' or ') as null_sql
            from unnest(r.key) as y (expression)
        ) as x
        where r.entity = e.name and r.name = a.attname
        having count(*) > 0
    ) as k
    union all
    select
        case when cardinality(k.names) = 1 then k.names[1] end,
        c.conname,
        false,
        null,
        array['check'],
        array[format(
            'not (select %s from (select %s) as t)',
            pg_get_expr(c.conbin, c.conrelid),
            (
                select string_agg(format('%s as %I', v.value_sql, v.name), ', ' order by v.name)
                from value as v
                where v.name = any (k.names)
            )
        )]
    from lockstep_private.entity_row(analysis_units.entity) as e
    join pg_constraint as c
        on c.conrelid = to_regclass(format('%I.%I', e.target_schema, e.target_table))
        and c.contype = 'c'
    cross join lateral (
        select array_agg(a.attname::text) as names
        from pg_attribute as a
        where a.attrelid = c.conrelid and a.attnum = any (c.conkey)
    ) as k
    where k.names <@ array(select v.name from value as v);
$body$;

comment on function lockstep_private.analysis_units is
    'What an analysis asks of the rows of an entity, over s: column by column, and check by check '
    '(constraint_name) of those that only mapped columns take part in. conditions: true for a row '
    'that the target will refuse, for the cause beside; value_sql: what may fail, null if nothing '
    'can; is_plain: about source columns as they are, so that the source can count.';
