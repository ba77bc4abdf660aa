-- room: apply    audience: private    calls: key_json_sql ledger_before_sql joined_sql
--
-- Part of insert_sql: reads its projected and written rows. A row that the ledger did not know
-- needs no image: undoing it is to delete it, and the ledger says which run wrote it.
create function lockstep_private.kept_insert_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
            insert into lockstep_state.overwritten
                (run, entity, state, source_key, target_key, ledger)
            select $4, %1$L, p.lockstep_state, %2$s, %3$s, l.ledger
            from projected as p
            join written as w on %4$s
            %5$s
            where p.%6$I is not null
        $sql$,
        shape.entity,
        lockstep_private.key_json_sql(n.source_keys, 'p.'),
        lockstep_private.key_json_sql(n.target_keys, 'p.'),
        lockstep_private.joined_sql(shape.target_keys, 'w.', n.target_keys, 'p.'),
        lockstep_private.ledger_before_sql(shape, n.source_keys, 'p.'),
        'lockstep_' || shape.ledger_target_keys[1]
    )
    from (
        select
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k),
            array(select 'lockstep_new_' || k from unnest(shape.ledger_target_keys) as k)
    ) as n (source_keys, target_keys);
$body$;

comment on function lockstep_private.kept_insert_sql is
    'The insert that keeps what the ledger knew of rows that insert_sql writes again.';
