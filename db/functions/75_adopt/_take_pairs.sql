-- room: adopt    audience: private    calls: prefixed_list joined_sql
--
-- Until a segment has met its source row, a pair counts as settled: whatever happens in between, no
-- sync takes it for a row that is gone. In the order of source keys, as segments look at them.
create function lockstep_private.take_pairs(shape lockstep_private.shape, run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set jit = off
as $body$
begin
    execute format(
        $sql$
        insert into %1$s as l
            (%2$s, target_hash, target_version, run, synced_at, settled_at, adopted_at)
        select
            %3$s,
            case when t.%4$I is not null then %5$s end,
            case when t.%4$I is not null then %6$s end,
            $1, clock_timestamp(), clock_timestamp(), clock_timestamp()
        from pg_temp.lockstep_pair as p
        left join %7$s as t on %8$s
        order by %9$s
        $sql$,
        shape.ledger,
        lockstep_private.prefixed_list(shape.ledger_source_keys || shape.ledger_target_keys),
        lockstep_private.prefixed_list(shape.ledger_source_keys || shape.ledger_target_keys, 'p.'),
        shape.target_keys[1],
        shape.target_hash,
        shape.target_version,
        shape.target,
        lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'p.'),
        lockstep_private.prefixed_list(shape.ledger_source_keys, 'p.')
    )
    using run;
end;
$body$;

comment on function lockstep_private.take_pairs is
    'Takes the pairs in lockstep_pair into the ledger, with the target rows as they are.';
