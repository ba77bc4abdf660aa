-- room: validate    audience: private    calls: analysis_columns
create function lockstep_private.analysis_values(entity text)
    returns table (
        name         text,
        is_plain     boolean,
        is_safe      boolean,
        value_sql    text,
        null_sql     text,
        length_sql   text,
        overflow_sql text,
        enum_sql     text
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with family as (
        select
            '{text,"character varying",character}'::text[] as texts,
            '{smallint,integer,bigint,numeric}'::text[] as exact,
            '{smallint,integer,bigint,numeric,real,"double precision"}'::text[] as numbers
    ),
    asked as materialized (
        select
            c.*,
            case
                when c.to_not_null and (c.plain_column is null or not c.from_not_null)
                    then format('(%s) is null', c.expression)
            end as null_sql,
            case
                when c.from_type = c.to_type or c.modifier is null then null
                when c.to_base = any ('{"character varying",character}')
                    then format(
                        'rtrim(substr((%s)::text, %s), '' '') <> ''''',
                        c.expression, c.modifier[1] + 1
                    )
                when c.to_base = 'bit varying'
                    then format('length(%s) > %s', c.expression, c.modifier[1])
                when c.to_base = 'bit'
                    then format('length(%s) <> %s', c.expression, c.modifier[1])
            end as length_sql,
            case
                when c.from_type = c.to_type or c.from_base <> all (f.numbers) then null
                when c.to_base = 'numeric' and c.modifier is not null then format(
                    'abs(round((%1$s)::numeric, %2$s)) >= 1e%3$s and (%1$s)::numeric <> ''NaN''',
                    c.expression, coalesce(c.modifier[2], 0),
                    c.modifier[1] - coalesce(c.modifier[2], 0)
                )
                when c.to_base = any ('{smallint,integer,bigint}') then format(
                    'round((%s)::numeric) not between %s and %s',
                    c.expression, -w.most - 1, w.most
                )
            end as overflow_sql,
            case
                when c.labels is not null
                    then format('(%s)::text <> all (%L)', c.expression, c.labels)
            end as enum_sql,
            f.*
        from lockstep_private.analysis_columns(analysis_values.entity) as c
        cross join family as f
        cross join lateral (
            select case c.to_base
                when 'smallint' then 32767 when 'integer' then 2147483647
                else 9223372036854775807
            end::numeric as most
        ) as w
    )
    select
        a.name,
        a.plain_column is not null,
        a.plain_column is not null and not a.is_domain and (
            a.from_type = a.to_type
            or a.from_base = a.to_base and a.modifier is null
            or a.from_base = any (a.texts) and a.to_base = any (a.texts)
            or a.from_base = any (a.numbers) and a.to_base = any (a.exact)
        ),
        case
            when coalesce(a.length_sql, a.overflow_sql, a.enum_sql) is null
                then format('(%s)::%s', a.expression, a.to_type)
            else format(
                'case when not (%s) then (%s)::%s end',
                concat_ws(' or ', a.length_sql, a.overflow_sql, a.enum_sql), a.expression, a.to_type
            )
        end,
        a.null_sql, a.length_sql, a.overflow_sql, a.enum_sql
    from asked as a;
$body$;

comment on function lockstep_private.analysis_values is
    'Of each mapped column its value in the target''s type (value_sql, over s; null where it does '
    'not fit), and conditions that are true for a value that does not: null, too long, too large, '
    'no label of the enum; null for what cannot be. is_plain: it is a source column as it is; '
    'is_safe: and nothing else about it can fail.';
