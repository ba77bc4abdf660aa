-- room: link    audience: private    calls: nothing
--
-- A session holds what it fetches at once, as text and as rows.
create function lockstep_private.fetch_size(row_bytes integer)
    returns integer
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select nullif(greatest(least(33554432 / greatest(row_bytes, 1), 10000), 50), 10000);
$body$;

comment on function lockstep_private.fetch_size is
    'How many rows to fetch at once so that they have some 32 MB at most; null for as many as the '
    'link says. row_bytes: about how many bytes a row has, null if that is not known.';
