-- room: link    audience: private    calls: catalog_schema catalog_tables_sql look_views_sql link_row
--
-- A newer lockstep may read more of the catalogs: a hash in the schema's comment says what is laid.
create function lockstep_private.lay_catalogs(link text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    v_schema     text := lockstep_private.catalog_schema(link);
    v_tables_sql text := lockstep_private.catalog_tables_sql(
        link, (lockstep_private.link_row(link)).server
    );
    v_views_sql  text := lockstep_private.look_views_sql(link);
    v_comment    text := format(
        'lockstep: catalogs of the source, %s', md5(v_tables_sql || v_views_sql)
    );
begin
    if obj_description(to_regnamespace(quote_ident(v_schema)), 'pg_namespace') = v_comment then
        return;
    end if;

    execute format('drop schema if exists %I cascade', v_schema);
    execute format('create schema %I', v_schema);
    execute v_tables_sql;
    execute v_views_sql;
    execute format('comment on schema %I is %L', v_schema, v_comment);
end;
$body$;

comment on function lockstep_private.lay_catalogs is
    'Makes sure that the foreign tables over the source''s catalogs are as this version needs '
    'them.';
