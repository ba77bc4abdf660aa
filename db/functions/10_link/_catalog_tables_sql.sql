-- room: link    audience: private    calls: catalog_schema
--
-- Names are declared as text: a name of another encoding may need more than 63 bytes here. Costs
-- are not asked for at the source: these tables are small, and a plan would be a round trip more.
create function lockstep_private.catalog_tables_sql(link text, server text)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select string_agg(
        format(
            $sql$
            create foreign table %1$I.%2$I (%3$s) server %4$I
            options (schema_name %5$L, table_name %2$L, use_remote_estimate 'false');
            $sql$,
            lockstep_private.catalog_schema(link), c.name, c.column_list, server, c.schema
        ),
        '' order by c.name
    )
    from (
        values
            ('pg_catalog', 'pg_settings', 'name text, setting text'),
            ('pg_catalog', 'pg_cursors', 'creation_time timestamptz'),
            (
                'pg_catalog', 'pg_locks',
                'locktype text, virtualxid text, transactionid text, virtualtransaction text,'
                    ' pid integer, mode text, granted boolean'
            ),
            ('pg_catalog', 'pg_stat_activity', 'pid integer, application_name text'),
            ('pg_catalog', 'pg_stat_wal_receiver', 'pid integer'),
            ('pg_catalog', 'pg_subscription_rel', 'srrelid oid'),
            ('pg_catalog', 'pg_roles', 'oid oid, rolname text, rolbypassrls boolean'),
            ('information_schema', 'enabled_roles', 'role_name text'),
            ('pg_catalog', 'pg_namespace', 'oid oid, nspname text, nspowner oid, nspacl text[]'),
            (
                'pg_catalog', 'pg_class',
                'oid oid, relname text, relnamespace oid, relowner oid, relam oid, relkind "char",'
                    ' relpersistence "char", reltuples real, relpages integer, reltoastrelid oid,'
                    ' relacl text[], relispartition boolean,'
                    ' relispopulated boolean, relrowsecurity boolean, relforcerowsecurity boolean'
            ),
            (
                'pg_catalog', 'pg_attribute',
                'attrelid oid, attname text, atttypid oid, atttypmod integer, attnum smallint,'
                    ' attnotnull boolean, attisdropped boolean, attcollation oid, attacl text[]'
            ),
            (
                'pg_catalog', 'pg_type',
                'oid oid, typname text, typnamespace oid, typtype "char", typbasetype oid,'
                    ' typtypmod integer, typelem oid, typarray oid'
            ),
            (
                'pg_catalog', 'pg_index',
                'indexrelid oid, indrelid oid, indnkeyatts smallint, indisunique boolean,'
                    ' indisprimary boolean, indisvalid boolean, indkey text, indpred text'
            ),
            ('pg_catalog', 'pg_inherits', 'inhrelid oid, inhparent oid, inhseqno integer'),
            (
                'pg_catalog', 'pg_constraint',
                'conrelid oid, contype "char", convalidated boolean, conkey smallint[]'
            ),
            ('pg_catalog', 'pg_collation', 'oid oid, collisdeterministic boolean')
    ) as c (schema, name, column_list);
$body$;

comment on function lockstep_private.catalog_tables_sql is
    'Foreign tables over the catalogs of the source, as far as lockstep reads them.';
