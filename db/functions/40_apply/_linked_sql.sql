-- room: apply    audience: private    calls: circle_columns
create function lockstep_private.linked_sql(shape lockstep_private.shape, target_join_sql text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'exists (select from %s as t where %s and (%s))',
        shape.target,
        target_join_sql,
        string_agg(format('t.%I is not null', n), ' or ')
    )
    from unnest(lockstep_private.circle_columns(shape.entity)) as n;
$body$;

comment on function lockstep_private.linked_sql is
    'Condition that a target row, joined as t by the given condition, still holds one of its '
    'references in a circle.';
