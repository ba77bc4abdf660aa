-- room: link    audience: private    calls: fetch_size link_row
create function lockstep_private.foreign_tables_sql(
    link    text,
    picture lockstep_private.far_picture
)
    returns table (local_table text, statement_sql text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_nestloop = off
as $body$
    select
        t.local_table,
        format(
            'create foreign table %I.%I (%s) server %I options (schema_name %L, table_name %L%s)',
            l.local_schema,
            t.local_table,
            string_agg(
                format('%I %s', c.name, c.local_type)
                    || case when c.is_not_null then ' not null' else '' end,
                ', ' order by c.ordinal
            ),
            l.server,
            t.remote_schema,
            t.remote_table,
            coalesce(', fetch_size ' || quote_literal(lockstep_private.fetch_size(t.row_bytes)), '')
        )
    from lockstep_private.link_row(link) as l
    cross join unnest(picture.tables) as t
    join unnest(picture.columns) as c
        on c.remote_schema = t.remote_schema and c.remote_table = t.remote_table
    where t.is_linked
    group by l.local_schema, l.server, t.local_table, t.remote_schema, t.remote_table, t.row_bytes;
$body$;

comment on function lockstep_private.foreign_tables_sql is
    'The statements that create the foreign tables of a link.';
