-- room: report    audience: private    calls: joined_sql
create function lockstep_private.record_sides(
    shape lockstep_private.shape,
    scope lockstep_private.scope,
    out source jsonb,
    out ledger jsonb,
    out target jsonb
)
    returns record
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    execute format(
        $sql$
        select
            (select jsonb_agg(to_jsonb(s.*)) from %1$s as s where %2$s) -> 0,
            (
                select to_jsonb(l.*) || jsonb_build_object(
                    'run', l.run::text,
                    'source_hash', l.source_hash::text,
                    'target_hash', l.target_hash::text,
                    'target_version', l.target_version::text
                )
                from %3$s as l
                where %4$s
            ),
            (
                select to_jsonb(t.*)
                from %3$s as l
                join %5$s as t on %6$s
                where %4$s
            )
        $sql$,
        shape.source, scope.source_sql, shape.ledger, scope.ledger_sql, shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.')
    )
    into source, ledger, target;
end;
$body$;

comment on function lockstep_private.record_sides is
    'The one row of a scope at the source, in the ledger (hashes as text) and on the target; null '
    'where there is none.';
