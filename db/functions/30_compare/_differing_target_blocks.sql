-- room: compare    audience: private    calls: nothing
create function lockstep_private.differing_target_blocks(shape lockstep_private.shape)
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
            select %s as block, count(*) as rows, sum(%s) as version
            from %s as t
            group by 1
        ) as t
        full join (
            select %s as block, count(*) as rows, sum(l.target_version) as version
            from %s as l
            where l.settled_at is null
            group by 1
        ) as l on l.block = t.block
        where t.rows is distinct from l.rows or t.version is distinct from l.version
        $sql$,
        shape.target_block, shape.target_version, shape.target,
        shape.ledger_target_block, shape.ledger
    )
    into v_blocks;

    return coalesce(v_blocks, '{}');
end;
$body$;

comment on function lockstep_private.differing_target_blocks is
    'Blocks of target keys in which the target is not as the ledger knows it: rows came or went, '
    'or have another physical version.';
