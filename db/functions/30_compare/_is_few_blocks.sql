-- room: compare    audience: private    calls: nothing
create function lockstep_private.is_few_blocks(shape lockstep_private.shape, number bigint)
    returns boolean
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select coalesce(number * (1 << (shape).block_shift) <= 10000, false);
$body$;

comment on function lockstep_private.is_few_blocks is
    'Are so many blocks better read by their keys, for which there is an index?';
