-- room: compare    audience: private    calls: drifted_sql
--
-- In ranges each row would be looked up; one join of everything costs a quarter of that.
create function lockstep_private.drifted_blocks(shape lockstep_private.shape)
    returns bigint[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
declare
    v_is_same boolean;
    v_blocks  bigint[];
begin
    execute format(
        $sql$
        select (t.rows, t.version) is not distinct from (l.rows, l.version)
        from
            (select count(*) as rows, sum(%s) as version from %s as t) as t,
            (
                select count(*) as rows, sum(l.target_version) as version
                from %s as l
                where l.settled_at is null
            ) as l
        $sql$,
        shape.target_version, shape.target, shape.ledger
    )
    into v_is_same;
    if v_is_same then
        return array[]::bigint[];
    end if;

    execute format(
        $sql$
        with %s
        select array_agg(distinct %s) from drifted as l
        $sql$,
        lockstep_private.drifted_sql(shape, 'true', true),
        shape.ledger_target_block
    )
    into v_blocks;

    return coalesce(v_blocks, array[]::bigint[]);
end;
$body$;

comment on function lockstep_private.drifted_blocks is
    'Blocks of target keys with rows of an entity that somebody changed or deleted at the target '
    'since lockstep wrote them.';
