-- room: entity    audience: private    calls: relations_under
create function lockstep_private.used_columns(shape lockstep_private.shape)
    returns table (remote_schema text, remote_table text, name text, remote_type text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select l.remote_schema, l.remote_table, l.name, l.remote_type
    from lockstep_private.relations_under(shape.source) as r (id)
    join pg_class as c on c.oid = r.id
    join lockstep_state.link as k on k.local_schema = c.relnamespace::regnamespace::name
    join lockstep_state.linked_table as t on t.link = k.name and t.local_table = c.relname
    join lockstep_state.linked_column as l
        on l.link = t.link
        and l.remote_schema = t.remote_schema
        and l.remote_table = t.remote_table
    join lockstep_state.entity as e on e.name = shape.entity
    where case
        when e.source_filter then exists (
            select
            from pg_attribute as a
            join pg_depend as d
                on d.refclassid = 'pg_class'::regclass
                and d.refobjid = a.attrelid
                and d.refobjsubid = a.attnum
                and d.classid = 'pg_rewrite'::regclass
            where a.attrelid = c.oid and a.attname = l.name
        )
        else exists (
            select
            from lockstep_state.entity_column as u
            where u.entity = e.name and u.side = 'source' and u.name = l.name
        )
    end;
$body$;

comment on function lockstep_private.used_columns is
    'The columns at the source that an entity reads, with the types that they had when they were '
    'linked. Of a query, those that any view reads.';
