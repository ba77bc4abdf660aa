-- room: apply    audience: private    calls: circle_columns
create function lockstep_private.late_columns(entity text)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when e.on_delete = 'delete' then lockstep_private.circle_columns(late_columns.entity)
        else '{}'
    end
    from lockstep_state.entity as e
    where e.name = late_columns.entity;
$body$;

comment on function lockstep_private.late_columns is
    'References in a circle that rows let go of before they are deleted; none where rows are kept.';
