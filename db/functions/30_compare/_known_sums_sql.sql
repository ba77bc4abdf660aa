-- room: compare    audience: private    calls: nothing
create function lockstep_private.known_sums_sql(
    shape lockstep_private.shape,
    scope lockstep_private.scope
)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
        select 'source', %s, null::bigint, null::numeric, count(*), sum(l.source_hash)
        from %s as l
        where l.settled_at is null and %s
        group by 2
        $sql$,
        shape.ledger_block, shape.ledger, scope.ledger_sql
    ) || case
        when scope.kind = 'all' then format(
            $sql$
            union all
            select 'target', %s, count(*), sum(%s), null, null
            from %s as t
            group by 2
            union all
            select 'target', %s, null, null, count(*), sum(l.target_hash)
            from %s as l
            where l.settled_at is null
            group by 2
            $sql$,
            shape.target_block, shape.target_hash, shape.target,
            shape.ledger_target_block, shape.ledger
        )
        else ''
    end;
$body$;

comment on function lockstep_private.known_sums_sql is
    'Rows and sums of hashes per block, as the ledger knows the source; in scope all also as the '
    'target is, and as the ledger knows it: side, block, rows, hash, known, known_hash.';
