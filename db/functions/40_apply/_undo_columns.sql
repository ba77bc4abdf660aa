-- room: apply    audience: private    calls: update_columns
create function lockstep_private.undo_columns(shape lockstep_private.shape)
    returns table (name text, is_mapped boolean)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select u.name, true from lockstep_private.update_columns(shape) as u
    union all
    select k.name, false
    from lockstep_state.entity as e
    cross join jsonb_object_keys(e.archive) as k (name)
    where e.name = shape.entity
        and not exists (
            select from lockstep_private.update_columns(shape) as u where u.name = k.name
        );
$body$;

comment on function lockstep_private.undo_columns is
    'Target columns that syncs of an entity set: those of the mapping, and those of archive alone. '
    'Others belong to the application and are not put back.';
