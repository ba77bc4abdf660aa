-- room: validate    audience: private    calls: unique_indexes repeated_rows finding_of
create function lockstep_private.unique_findings(shape lockstep_private.shape)
    returns setof lockstep_private.finding
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with look as materialized (
        select i.*, r.rows, r.example_keys
        from lockstep_private.unique_indexes(shape.target) as i
        left join lateral lockstep_private.repeated_rows(shape, i.columns_list, i.rows_sql) as r
            on i.is_key or i.is_suspect or not i.is_valid
    )
    select f.*
    from look as i
    cross join lateral lockstep_private.finding_of(
        'unique', 'error', shape.entity, i.name,
        format('%s target rows are not unique in %s', i.rows, i.columns_list),
        'keep one of each, then reindex', i.rows, i.example_keys
    ) as f
    where i.rows > 0
    union all
    select f.*
    from look as i
    cross join lateral lockstep_private.finding_of(
        'unique', case when i.is_valid then 'warning' else 'error' end, shape.entity,
        i.name || ':index',
        case
            when i.is_valid then format(
                'unique index %s was built with another version of its collation', i.name
            )
            else format('unique index %s is not valid: it guards nothing', i.name)
        end,
        format('reindex index concurrently %s;', i.index)
    ) as f
    where not i.is_valid or i.is_suspect;
$body$;

comment on function lockstep_private.unique_findings is
    'Unique indexes that guard nothing or may not be trusted, and rows that are not unique: looked '
    'for by the primary key, and wherever the index cannot vouch for it.';
