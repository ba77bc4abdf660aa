-- room: entity    audience: private    calls: nothing
create function lockstep_private.block_sums_sql(
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
            'source' as side, %s as block, count(*) as rows, sum(%s) as hash,
            null::bigint as known, null::numeric as known_hash, null::numeric as known_target
        from %s as s
        where %s
        group by 2
        $sql$,
        shape.source_block, shape.source_hash, shape.source, scope.source_sql
    );
$body$;

comment on function lockstep_private.block_sums_sql is
    'Rows and sum of fingerprints for each block of the scope, added up by the source itself.';
