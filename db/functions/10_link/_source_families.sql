-- room: link    audience: private    calls: catalog_schema
create function lockstep_private.source_families(link text)
    returns table (ancestor oid, descendant oid, depth integer)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    return query execute format(
        $sql$
        with recursive inherits as materialized (
            select i.inhparent, i.inhrelid from %I.pg_inherits as i
        ),
        family (ancestor, descendant, depth) as (
            select i.inhparent, i.inhrelid, 1
            from inherits as i
            union
            select f.ancestor, i.inhrelid, f.depth + 1
            from family as f
            join inherits as i on i.inhparent = f.descendant
        )
        select f.ancestor, f.descendant, max(f.depth)
        from family as f
        group by f.ancestor, f.descendant
        $sql$,
        lockstep_private.catalog_schema(link)
    );
end;
$body$;

comment on function lockstep_private.source_families is
    'Every pair of a table and another that inherits from it or is a partition of it, at any '
    'depth.';
