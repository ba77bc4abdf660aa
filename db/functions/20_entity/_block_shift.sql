-- room: entity    audience: private    calls: nothing
--
-- Small blocks, so that few rows are looked at when one differs; but no more of them than fit into
-- the memory that a server has for one aggregate. A page of the ledger has some 80 rows
-- of integer keys and uuids.
create function lockstep_private.block_shift(pages bigint)
    returns integer
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select greatest(5, ceil(log(2, greatest(pages, 1) * 80 / 32768.0)))::integer;
$body$;

comment on function lockstep_private.block_shift is
    'By how many bits integer keys are shifted to get the number of their block, in an entity '
    'whose ledger has so many pages: at least 5, and such that there are some 32,768 blocks. Give '
    '0 for what is compared in ranges.';
