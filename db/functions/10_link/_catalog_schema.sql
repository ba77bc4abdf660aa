-- room: link    audience: private    calls: nothing
--
-- The foreign tables over the source's catalogs need a home that a deploy does not drop.
create function lockstep_private.catalog_schema(link text)
    returns text
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select 'lockstep_link_' || link;
$body$;

comment on function lockstep_private.catalog_schema is
    'Schema that holds the foreign tables over the catalogs of the link''s source.';
