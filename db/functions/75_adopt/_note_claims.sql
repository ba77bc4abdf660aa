-- room: adopt    audience: private    calls: key_json_sql owned_sql joined_sql
create function lockstep_private.note_claims(shape lockstep_private.shape, run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set work_mem = '64MB'
    set enable_nestloop = off
    set jit = off
as $body$
begin
    execute format(
        $sql$
        insert into lockstep_state.adoption_issue (run, entity, reason, way, source_key, target_key)
        select
            %1$s, %2$L,
            case
                when not o.has_row then 'taken'
                when o.is_there and not o.has_owner and not o.is_refused then 'duplicate'
                else 'stale'
            end,
            ('{rows,keys,mapping,query}'::text[])[o.place], %3$s, %4$s
        from (
            select o.*, coalesce(l.is_there, false) as has_owner
            from (
                select o.*, l.run is not null as has_row
                from pg_temp.lockstep_open as o
                left join %5$s as l on %7$s
                where l.run is null or not (%8$s)
            ) as o
            left join (select l.*, true as is_there from (%6$s) as l) as l on %8$s
        ) as o
        $sql$,
        run::bigint, shape.entity,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'o.'),
        lockstep_private.key_json_sql(shape.ledger_target_keys, 'o.'),
        shape.ledger,
        lockstep_private.owned_sql(shape),
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'o.'),
        lockstep_private.joined_sql(shape.ledger_target_keys, 'l.', shape.ledger_target_keys, 'o.')
    );
end;
$body$;

comment on function lockstep_private.note_claims is
    'Notes the claims in lockstep_open that the ledger does not follow: duplicate (another row of '
    'the same source key was adopted), taken (its row is another source key''s), stale (the source '
    'key has a row, and nothing is left to do).';
