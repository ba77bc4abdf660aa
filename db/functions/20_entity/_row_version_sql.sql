-- room: entity    audience: private    calls: nothing
--
-- Whoever writes a row leaves another xmin, or in the same transaction another place. Of rows that
-- are routed to a partition, returning cannot tell them.
create function lockstep_private.row_version_sql(target regclass)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select 'hash_record_extended(row(t.xmin, t.ctid, t.tableoid), 0)'
    from pg_class as c
    where c.oid = row_version_sql.target and c.relkind = 'r' and not c.relhassubclass;
$body$;

comment on function lockstep_private.row_version_sql is
    'SQL for the physical version of a target row (alias t): as long as it stays the same, nobody '
    'wrote the row. Null for tables with partitions or children.';
