-- room: compare    audience: private    calls: part_sizes_sql
create function lockstep_private.part_sizes(
    shape lockstep_private.shape,
    shift integer,
    lower bigint,
    upper bigint
)
    returns table (part bigint, rows bigint)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
    set enable_async_append = on
    set jit = off
as $body$
begin
    return query execute lockstep_private.part_sizes_sql(shape, shift, lower, upper);
end;
$body$;

comment on function lockstep_private.part_sizes is
    'Rows (the more of source and ledger) for each part of the key space, a part being 2^shift '
    'keys.';
