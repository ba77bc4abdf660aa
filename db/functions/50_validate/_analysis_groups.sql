-- room: validate    audience: private    calls: analysis_units
create function lockstep_private.analysis_groups(entity text)
    returns jsonb
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(jsonb_agg(g.units order by g.is_plain), '[]')
    from (
        select u.is_plain, jsonb_agg(to_jsonb(u.*) order by u.name, u.constraint_name) as units
        from lockstep_private.analysis_units(analysis_groups.entity) as u
        group by u.is_plain
    ) as g;
$body$;

comment on function lockstep_private.analysis_groups is
    'What an analysis asks of the rows of an entity, in two parts: what the target has to compute, '
    'and what the source can count by itself.';
