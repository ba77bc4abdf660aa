-- room: apply    audience: private    calls: nothing
create function lockstep_private.late_columns(entity text)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(array_agg(r.name order by r.name), '{}')
    from lockstep_state.entity_ref as r
    join lockstep_state.entity as e on e.name = r.entity
    join lockstep_state.entity_column as c
        on c.entity = r.entity and c.side = 'target' and c.name = r.name
    where r.entity = late_columns.entity
        and r.is_late
        and not c.is_not_null
        and e.on_delete = 'delete';
$body$;

comment on function lockstep_private.late_columns is
    'References in a circle that may be null: rows that are to be deleted let go of them first.';
