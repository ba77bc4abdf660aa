-- room: report    audience: private    calls: nothing
--
-- A list of keys comes first where rows are fetched by key, in pieces of 10,000 at most.
create function lockstep_private.sync_segments(
    shape lockstep_private.shape,
    way   text,
    rows  bigint
)
    returns bigint
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when way = 'whole' then 1
        when way = 'watermark' or (shape.range_source is null and rows > shape.batch_rows)
            then 1 + ceil(rows::numeric / least(shape.batch_rows, 10000))
        when shape.range_source is null then 1
        else greatest(ceil(rows::numeric / shape.batch_rows), 1)
    end;
$body$;

comment on function lockstep_private.sync_segments is
    'About how many segments a sync makes of so many rows; null if those are not known.';
