-- room: entity    audience: private    calls: nothing
create function lockstep_private.unresolved_sql(entity text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when count(*) = 0 then 'null::jsonb'
        else format(
            'case when %s then jsonb_strip_nulls(jsonb_build_object(%s)) end',
            string_agg(u.condition_sql, ' or ' order by u.ordinal),
            string_agg(
                format('%L, case when %s then %s end', u.label, u.condition_sql, u.key_sql),
                ', ' order by u.ordinal
            )
        )
    end
    from (
        select
            r.label,
            r.ordinal,
            format(
                '(r%s.target_hash is null and %s)',
                r.ordinal,
                (select string_agg(format('(%s) is not null', x), ' and ') from unnest(r.key) as x)
            ) as condition_sql,
            format(
                'jsonb_build_array(%s)',
                (
                    select string_agg(format('(%s)::text', x.expression), ', ' order by x.ordinal)
                    from unnest(r.key) with ordinality as x (expression, ordinal)
                )
            ) as key_sql
        from lockstep_state.entity_ref as r
        where r.entity = unresolved_sql.entity
    ) as u;
$body$;

comment on function lockstep_private.unresolved_sql is
    'SQL for {"column": ["source key"]} of the references that find nothing, of a choice '
    '{"column (entity)": …}; null when all do.';
