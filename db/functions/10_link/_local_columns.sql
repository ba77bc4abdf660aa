-- room: link    audience: private    calls: link_row
--
-- Column options are left out: PostgreSQL 15.20 sets one (pg_attver) by itself.
create function lockstep_private.local_columns(link text)
    returns table (
        local_table   text,
        remote_schema text,
        remote_table  text,
        name          text,
        type          text,
        is_not_null   boolean
    )
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select
        c.relname,
        (select o.option_value from pg_options_to_table(f.ftoptions) as o
            where o.option_name = 'schema_name'),
        (select o.option_value from pg_options_to_table(f.ftoptions) as o
            where o.option_name = 'table_name'),
        a.attname,
        format_type(a.atttypid, a.atttypmod),
        a.attnotnull
    from lockstep_private.link_row(link) as l
    join pg_foreign_server as s on s.srvname = l.server
    join pg_foreign_table as f on f.ftserver = s.oid
    join pg_class as c on c.oid = f.ftrelid
    left join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = to_regnamespace(quote_ident(l.local_schema));
$body$;

comment on function lockstep_private.local_columns is
    'The foreign tables of a link as they stand here, column by column.';
