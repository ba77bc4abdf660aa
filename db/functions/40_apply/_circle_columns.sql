-- room: apply    audience: private    calls: nothing
create function lockstep_private.circle_columns(entity text)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(array_agg(distinct r.name order by r.name), '{}')
    from lockstep_state.entity_ref as r
    join lockstep_state.entity_column as c
        on c.entity = r.entity and c.side = 'target' and c.name = r.name
    where r.entity = circle_columns.entity
        and r.is_late
        and not c.is_not_null;
$body$;

comment on function lockstep_private.circle_columns is
    'References in a circle (or to the entity itself) that may be null.';
