-- room: link    audience: private    calls: link_options
create function lockstep_private.server_sql(
    server   text,
    host     text,
    port     integer,
    database text,
    sslmode  text
)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        'create server %I foreign data wrapper postgres_fdw options (%s)',
        server,
        string_agg(format('%I %L', o.name, o.value), ', ' order by o.name)
    )
    from lockstep_private.link_options(host, port, database, sslmode) as o;
$body$;

comment on function lockstep_private.server_sql is
    'The statement that creates the foreign server of a link.';
