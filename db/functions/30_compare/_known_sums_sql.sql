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
        select
            'source', %s, null::bigint, null::numeric, count(*), sum(l.source_hash),
            sum(l.target_version)
        from %s as l
        where l.settled_at is null and %s
        group by 2
        $sql$,
        shape.ledger_block, shape.ledger, scope.ledger_sql
    ) || case
        when scope.kind = 'all' then format(
            $sql$
            union all
            select
                'target', null::bigint, count(*), sum(%s), null::bigint, null::numeric,
                null::numeric
            from %s as t
            $sql$,
            shape.target_version, shape.target
        )
        else ''
    end;
$body$;

comment on function lockstep_private.known_sums_sql is
    'Parts beside block_sums_sql, with its columns: rows and sums of hashes per block as the '
    'ledger knows the source, with the versions of the target''s rows; in scope all also the whole '
    'target as it is.';
