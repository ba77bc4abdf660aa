-- room: link    audience: public    calls: lay_catalogs open_source require_schemas
create function lockstep.create_link(
    link         text,
    host         text,
    port         integer,
    database     text,
    username     text,
    password     text,
    schemas      text[] default '{public}',
    local_schema text default 'legacy',
    sslmode      text default 'prefer'
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_version integer;
begin
    perform lockstep_private.check_link_arguments(link, host, port, database, schemas, sslmode);
    perform lockstep_private.check_credentials(username, password);
    perform lockstep_private.require_wrapper();
    perform lockstep_private.make_local_schema(local_schema);

    execute lockstep_private.server_sql('lockstep_' || link, host, port, database, sslmode);
    perform lockstep_private.set_credentials('lockstep_' || link, username, password);
    insert into lockstep_state.link (name, server, local_schema, remote_schemas)
    values (link, 'lockstep_' || link, local_schema, schemas);
    perform lockstep_private.lay_catalogs(link);

    -- From here on the source is asked. A failure takes all of the above back.
    v_version := lockstep_private.open_source(link);
    perform lockstep_private.require_schemas(link, schemas);
    update lockstep_state.link as l set remote_version = v_version where l.name = link;
end;
$body$;

comment on function lockstep.create_link is
    'Connects a source database, read only, under a name. Its tables follow with import_link(). '
    'schemas: those of the source; local_schema: where the linked tables will stand; sslmode: as in '
    'libpq. All or nothing.';
