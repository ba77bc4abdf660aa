-- room: link    audience: private    calls: nothing
create function lockstep_private.store_picture(link text, picture lockstep_private.far_picture)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
begin
    delete from lockstep_state.linked_table as t where t.link = store_picture.link;
    insert into lockstep_state.linked_table
    select t.* from unnest(picture.tables) as t;

    insert into lockstep_state.linked_column
    select c.*
    from unnest(picture.columns) as c
    join unnest(picture.tables) as t
        on t.remote_schema = c.remote_schema and t.remote_table = c.remote_table
    where t.is_linked;

    update lockstep_state.link as l
    set imported_at = clock_timestamp()
    where l.name = store_picture.link;
end;
$body$;

comment on function lockstep_private.store_picture is
    'Remembers what the source has.';
