-- room: adopt    audience: private    calls: joined_sql key_json_sql
create function lockstep_private.confirm_pairs(
    shape    lockstep_private.shape,
    run      bigint,
    out same    bigint,
    out differs bigint,
    out missing bigint
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
begin
    execute format(
        $sql$
        with met as (
            update %1$s as l
            set settled_at = null,
                source_hash = m.source_hash,
                unresolved = m.unresolved
            from pg_temp.lockstep_present as p
            left join pg_temp.lockstep_matched as m on %2$s
            where %3$s and l.run = $1 and l.settled_at is not null
            returning l.*
        ),
        noted as (
            insert into lockstep_state.adoption_issue
                (run, entity, reason, way, source_key, target_key)
            select $1, %4$L, 'nothing', 'mapping', %5$s, %6$s
            from met as l
            where l.target_hash is null
        )
        select
            count(*) filter (where l.source_hash is not null),
            count(*) filter (where l.source_hash is null and l.target_hash is not null),
            count(*) filter (where l.target_hash is null)
        from met as l
        $sql$,
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'm.', shape.ledger_source_keys, 'p.'),
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'p.'),
        shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
        lockstep_private.key_json_sql(shape.ledger_target_keys, 'l.')
    )
    into same, differs, missing
    using run;
end;
$body$;

comment on function lockstep_private.confirm_pairs is
    'The pairs of this run whose source row is there are of the ledger for good: those that are '
    'as the mapping has them, others, and those without a target row.';
