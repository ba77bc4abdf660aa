-- room: apply    audience: private    calls: key_json_sql
--
-- Part of update_sql: reads its projected and locked rows. A row that follows its source and was
-- touched at the target since is a conflict; one that is only linked again was kept when this run
-- wrote it first.
create function lockstep_private.kept_sql(shape lockstep_private.shape)
    returns text
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select format(
        $sql$
            insert into lockstep_state.overwritten
                (run, entity, state, source_key, target_key, before, ledger)
            select
                $4, %1$L,
                case
                    when k.is_touched and p.lockstep_state in ('update', 'relink') then 'conflict'
                    when p.lockstep_state = 'relink' then 'update'
                    else p.lockstep_state
                end,
                %2$s, %3$s, k.before, k.ledger
            from locked as k
            join projected as p using (lockstep_n)
            where p.lockstep_state <> 'relink' or k.is_touched or k.run <> $4
        $sql$,
        shape.entity,
        lockstep_private.key_json_sql(
            array(select 'lockstep_' || k from unnest(shape.ledger_source_keys) as k), 'p.'
        ),
        lockstep_private.key_json_sql(
            array(select 'lockstep_' || k from unnest(shape.ledger_target_keys) as k), 'p.'
        )
    );
$body$;

comment on function lockstep_private.kept_sql is
    'The insert that keeps the target rows as update_sql finds them, before it overwrites them.';
