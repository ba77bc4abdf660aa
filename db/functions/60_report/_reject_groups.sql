-- room: report    audience: private    calls: nothing
create function lockstep_private.reject_groups(entities text[])
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(jsonb_agg(to_jsonb(g.*) order by g.entity, g.count desc), '[]')
    from (
        select
            r.entity,
            r.operation,
            r.reason,
            r.sqlstate,
            r.constraint_name as constraint,
            r.column_name as column,
            min(r.message) as message,
            count(*)::text as count,
            (array_agg(r.source_key order by r.id))[1:5] as example_keys
        from lockstep_state.reject as r
        where r.entity = any (entities) and r.closed_at is null
        group by r.entity, r.operation, r.reason, r.sqlstate, r.constraint_name, r.column_name
    ) as g;
$body$;

comment on function lockstep_private.reject_groups is
    'Open rejects of the entities, grouped by cause, with up to five keys each.';
