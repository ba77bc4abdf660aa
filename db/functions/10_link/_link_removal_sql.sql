-- room: link    audience: private    calls: catalog_schema link_row
--
-- Without cascade wherever somebody else's view could hang on it.
create function lockstep_private.link_removal_sql(link text)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with
    l as (select r.* from lockstep_private.link_row(link) as r),
    statement (phase, statement_sql) as (
        select 1, format('drop schema if exists %I cascade', lockstep_private.catalog_schema(link))
        union all
        select 2, format('drop foreign table %I.%I', l.local_schema, c.relname)
        from l
        join pg_class as c on c.relnamespace = to_regnamespace(quote_ident(l.local_schema))
        join pg_foreign_table as f on f.ftrelid = c.oid
        join pg_foreign_server as s on s.oid = f.ftserver and s.srvname = l.server
        union all
        select 3, format('drop user mapping for %s server %I',
            case when m.umuser = 0 then 'public' else quote_ident(m.usename) end, l.server)
        from l
        join pg_user_mappings as m on m.srvname = l.server
        union all
        select 4, format('drop server if exists %I', l.server) from l
    )
    select string_agg(s.statement_sql, ';' order by s.phase, s.statement_sql)
    from statement as s;
$body$;

comment on function lockstep_private.link_removal_sql is
    'The statements that take away what a link consists of, except its schema and its state.';
