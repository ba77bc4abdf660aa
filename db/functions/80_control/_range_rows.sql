-- room: control    audience: private    calls: nothing
--
-- Looking takes an eighth of the time of writing, or less.
create function lockstep_private.range_rows(shape lockstep_private.shape, writes boolean)
    returns bigint
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select (shape).batch_rows::bigint * case when writes then 1 else 8 end;
$body$;

comment on function lockstep_private.range_rows is
    'About how many rows a range is to have in a run that writes, or only looks.';
