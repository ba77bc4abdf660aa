-- room: link    audience: private    calls: catalog_schema
--
-- Only btree (403 in every version), because only such an index gives ranges and order.
create function lockstep_private.source_indexes(link text, relations oid[])
    returns table (relation oid, columns smallint[], is_unique boolean, is_primary boolean)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return query execute format(
        $sql$
        select
            i.indrelid,
            (string_to_array(i.indkey, ' ')::smallint[])[:i.indnkeyatts],
            i.indisunique,
            i.indisprimary
        from %1$I.pg_index as i
        join %1$I.pg_class as c on c.oid = i.indexrelid
        where i.indrelid = any ($1) and i.indisvalid and i.indpred is null and c.relam = 403
        $sql$,
        lockstep_private.catalog_schema(link)
    )
    using relations;
end;
$body$;

comment on function lockstep_private.source_indexes is
    'Valid btree indexes without predicate: numbers of their key columns, 0 for an expression.';
