-- room: link    audience: public    calls: check_link_arguments make_link open_source require_schemas require_wrapper
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
    perform lockstep_private.check_link_arguments(
        link, host, port, database, username, password, schemas, sslmode
    );
    perform lockstep_private.require_wrapper();
    perform lockstep_private.make_link(
        link, host, port, database, username, password, schemas, local_schema, sslmode
    );

    -- From here on the source is asked. A failure takes all of the above back.
    v_version := lockstep_private.open_source(link);
    perform lockstep_private.require_schemas(link, schemas);
    update lockstep_state.link as l set remote_version = v_version where l.name = link;
end;
$body$;

comment on function lockstep.create_link is
    'Connects a source database, read only, under a name. Its tables follow with import_link(). '
    'schemas: those of the source; local_schema: where the linked tables will stand; sslmode: as '
    'in libpq. All or nothing.';
