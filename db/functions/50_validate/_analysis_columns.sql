-- room: validate    audience: private    calls: entity_row
create function lockstep_private.analysis_columns(entity text)
    returns table (
        name          text,
        expression    text,
        plain_column  text,
        from_type     text,
        from_base     text,
        from_not_null boolean,
        to_type       text,
        to_base       text,
        to_not_null   boolean,
        is_domain     boolean,
        modifier      integer[],
        labels        text[]
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with recursive mapped as (
        select c.key as name, c.value as expression
        from lockstep_private.entity_row(analysis_columns.entity) as e
        cross join jsonb_each_text(e.columns) as c
        union all
        select t.name, format('s.%I', e.source_key[t.ordinal])
        from lockstep_private.entity_row(analysis_columns.entity) as e
        cross join unnest(e.target_key) with ordinality as t (name, ordinal)
        where e.key_strategy = 'keep' and not (e.columns || e.refs) ?& e.target_key
    ),
    base as (
        select m.name, a.atttypid as type, a.atttypmod as modifier, a.attnotnull as is_not_null
        from mapped as m
        cross join lockstep_private.entity_row(analysis_columns.entity) as e
        join pg_attribute as a
            on a.attrelid = to_regclass(format('%I.%I', e.target_schema, e.target_table))
            and a.attname = m.name
        union all
        select b.name, t.typbasetype, t.typtypmod, b.is_not_null or t.typnotnull
        from base as b
        join pg_type as t on t.oid = b.type and t.typtype = 'd'
    )
    select
        m.name,
        m.expression,
        p.name,
        format_type(v.atttypid, v.atttypmod),
        format_type(v.atttypid, null),
        coalesce(c.is_not_null, false),
        format_type(a.atttypid, a.atttypmod),
        format_type(b.type, null),
        b.is_not_null,
        b.type <> a.atttypid,
        regexp_match(format_type(b.type, b.modifier), '\((\d+)(?:,(-?\d+))?\)$')::integer[],
        (
            select array_agg(l.enumlabel::text order by l.enumsortorder)
            from pg_enum as l
            where l.enumtypid = b.type
        )
    from mapped as m
    cross join lockstep_private.entity_row(analysis_columns.entity) as e
    join pg_attribute as a
        on a.attrelid = to_regclass(format('%I.%I', e.target_schema, e.target_table))
        and a.attname = m.name
    join base as b on b.name = m.name
    join pg_type as t on t.oid = b.type and t.typtype <> 'd'
    join pg_attribute as v
        on v.attrelid = to_regclass(format('lockstep_mapping.%I', e.name || '_projection'))
        and v.attname = m.name
    left join lockstep_state.entity_column as c
        on c.entity = e.name
        and c.side = 'source'
        and m.expression in ('s.' || c.name, format('s.%I', c.name))
    cross join lateral (select c.name) as p;
$body$;

comment on function lockstep_private.analysis_columns is
    'The columns that an entity fills, references left out: the expression over s, the source '
    'column that it is (plain_column; null for more than that), its type and that of the target, '
    'domains seen through (to_base; modifier: length, or precision and scale), and the labels of '
    'an enum.';
