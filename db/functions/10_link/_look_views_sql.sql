-- room: link    audience: private    calls: catalog_schema
--
-- Views, so that whoever runs a sync looks with the credentials of whoever made the link.
--
-- A transaction holds a lock on its virtual id while it is open, and one on each id that it writes
-- with. A prepared one has no session any more, and only the latter. Both stand in pg_locks for
-- everybody to see, as do the names of sessions. Our own sessions there are known by the name that
-- postgres_fdw gives them, which holds the id of the session here; they only read. Whoever else is
-- called lockstep counts like anybody.
--
-- A standby replays what its primary did, and a subscription what its publisher did: neither has
-- the transactions that wrote the rows. Before PostgreSQL 14 only its receiver shows what a standby
-- is; of one without, the startup process has a transaction that never ends, which holds all back.
create function lockstep_private.look_views_sql(link text)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        create view %1$I.source_now as
        select
            (select max(c.creation_time) from %1$I.pg_cursors as c) as at,
            exists (
                select
                from %1$I.pg_settings as s
                where s.name = 'in_hot_standby' and s.setting = 'on'
            )
            or exists (select from %1$I.pg_stat_wal_receiver)
            or exists (select from %1$I.pg_subscription_rel) as is_replica;

        create view %1$I.open_transactions as
        with held as materialized (
            select l.locktype, l.virtualxid, l.transactionid, l.virtualtransaction, l.pid
            from %1$I.pg_locks as l
            where l.granted
                and l.locktype in ('virtualxid', 'transactionid')
                and l.mode = 'ExclusiveLock'
        ),
        own as (
            select a.pid
            from %1$I.pg_stat_activity as a
            join pg_catalog.pg_stat_activity as h
                on a.application_name = format(
                    'lockstep %%s.%%s',
                    to_hex(trunc(extract(epoch from h.backend_start))::bigint), to_hex(h.pid)
                )
            except
            select h.pid from held as h where h.locktype = 'transactionid'
        )
        select
            array_agg(
                coalesce('v ' || h.virtualxid, 'x ' || h.transactionid)
                order by h.virtualxid, h.transactionid
            ) as keys,
            bool_and(h.pid is null) as is_prepared
        from held as h
        where h.pid is null or h.pid not in (select o.pid from own as o)
        group by h.virtualtransaction;

        create view %1$I.column_types as
        select
            n.nspname as remote_schema,
            c.relname as remote_table,
            a.attname as name,
            case
                when x.nspname = 'pg_catalog' then quote_ident(t.typname)
                when t.typname like '\_%%' then format('%%I.%%I[]', x.nspname, substr(t.typname, 2))
                else format('%%I.%%I', x.nspname, t.typname)
            end as type,
            a.atttypmod as typmod
        from %1$I.pg_attribute as a
        join %1$I.pg_class as c on c.oid = a.attrelid
        join %1$I.pg_namespace as n on n.oid = c.relnamespace
        join %1$I.pg_type as t on t.oid = a.atttypid
        join %1$I.pg_namespace as x on x.oid = t.typnamespace
        where a.attnum > 0 and not a.attisdropped;
        grant usage on schema %1$I to lockstep_runner;
        grant select on %1$I.source_now, %1$I.open_transactions, %1$I.column_types
            to lockstep_runner;
        $sql$,
        lockstep_private.catalog_schema(link)
    );
$body$;

comment on function lockstep_private.look_views_sql is
    'Views over the source''s catalogs: its time, whether others write its rows first, and the '
    'transactions that are open there; and the types of its columns.';
