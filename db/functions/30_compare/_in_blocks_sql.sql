-- room: compare    audience: private    calls: is_few_blocks
create function lockstep_private.in_blocks_sql(
    shape     lockstep_private.shape,
    block_sql text,
    key_sql   text,
    blocks    bigint[]
)
    returns text
    language sql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
    select case
        when lockstep_private.is_few_blocks(shape, cardinality(blocks)) then format(
            '%s = any (%L::bigint[])',
            key_sql,
            array(
                select (b << shape.block_shift) + i
                from unnest(blocks) as b
                cross join generate_series(0, (1 << shape.block_shift) - 1) as i
            )
        )
        else format('%s = any (%L::bigint[])', block_sql, blocks)
    end;
$body$;

comment on function lockstep_private.in_blocks_sql is
    'The condition that a row is in one of these blocks. block_sql, key_sql: number of its block, '
    'and the integer of its key that blocks are made of, if there is one.';
