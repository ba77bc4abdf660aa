-- room: report    audience: public    calls: nothing
create view lockstep.links as
select
    l.name,
    o.host,
    o.port,
    o.database,
    l.remote_schemas,
    l.local_schema,
    l.server,
    l.remote_version,
    t.linked_tables,
    t.other_tables,
    l.created_at,
    l.imported_at
from lockstep_state.link as l
left join lateral (
    select
        max(o.option_value) filter (where o.option_name = 'host') as host,
        max(o.option_value) filter (where o.option_name = 'port') as port,
        max(o.option_value) filter (where o.option_name = 'dbname') as database
    from pg_catalog.pg_foreign_server as s
    cross join lateral pg_catalog.pg_options_to_table(s.srvoptions) as o
    where s.srvname = l.server
) as o on true
left join lateral (
    select
        count(*) filter (where t.is_linked) as linked_tables,
        count(*) filter (where not t.is_linked) as other_tables
    from lockstep_state.linked_table as t
    where t.link = l.name
) as t on true;

comment on view lockstep.links is
    'The source databases that are linked. remote_version: server_version_num of the source; '
    'other_tables: those that come through their parent or could not be linked.';
