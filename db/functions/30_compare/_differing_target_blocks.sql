-- room: compare    audience: private    calls: nothing
create function lockstep_private.differing_target_blocks(
    shape lockstep_private.shape,
    sums  jsonb
)
    returns bigint[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set enable_sort = off
    set jit = off
as $body$
declare
    v_blocks bigint[];
begin
    execute format(
        $sql$
        select array_agg(coalesce(t.block, l.block))
        from (
            select (s.value ->> 0)::bigint as block, (s.value ->> 1)::bigint as rows,
                (s.value ->> 2)::numeric as hash
            from jsonb_array_elements($1) as s
        ) as t
        full join (
            select %s as block, count(*) as rows, sum(l.target_hash) as hash
            from %s as l
            where l.settled_at is null
            group by 1
        ) as l on l.block = t.block
        where t.rows is distinct from l.rows or t.hash is distinct from l.hash
        $sql$,
        shape.ledger_target_block, shape.ledger
    )
    into v_blocks
    using sums;

    return coalesce(v_blocks, '{}');
end;
$body$;

comment on function lockstep_private.differing_target_blocks is
    'Blocks of target keys in which the target is not as the ledger knows it. sums: [block, rows, '
    'sum of hashes] of each block of the target.';
