-- room: link    audience: private    calls: lay_catalogs make_local_schema server_sql set_credentials
create function lockstep_private.make_link(
    link         text,
    host         text,
    port         integer,
    database     text,
    username     text,
    password     text,
    schemas      text[],
    local_schema text,
    sslmode      text
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_server text := 'lockstep_' || link;
begin
    perform lockstep_private.make_local_schema(local_schema);
    execute lockstep_private.server_sql(v_server, host, port, database, sslmode);
    perform lockstep_private.set_credentials(v_server, username, password);

    insert into lockstep_state.link (name, server, local_schema, remote_schemas)
    values (link, v_server, local_schema, schemas);
    perform lockstep_private.lay_catalogs(link);
end;
$body$;

comment on function lockstep_private.make_link is
    'Makes everything on this side that a link consists of. The source is not asked yet.';
