-- room: adopt    audience: private    calls: key_json_sql
--
-- All duplicates of a key that is gone are gone with it.
create function lockstep_private.drop_gone_pairs(
    shape      lockstep_private.shape,
    run        bigint,
    ledger_sql text,
    takes_gone boolean
)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set jit = off
as $body$
declare
    v_gone bigint;
begin
    if takes_gone then
        execute format(
            'update %s as l set settled_at = null where l.run = $1 and l.settled_at is not null '
            'and l.target_hash is not null and (%s)',
            shape.ledger, ledger_sql
        )
        using run;
        get diagnostics v_gone = row_count;
    end if;
    execute format(
        $sql$
        with gone as (
            delete from %1$s as l
            where l.run = $1 and l.settled_at is not null and (%2$s)
            returning %3$s as source_key, %4$s as target_key, l.target_hash is null as is_nothing
        ),
        others as (
            update lockstep_state.adoption_issue as i
            set reason = 'gone'
            from gone as g
            where i.run = $1 and i.entity = %5$L and i.reason = 'duplicate'
                and i.source_key = g.source_key
        )
        insert into lockstep_state.adoption_issue (run, entity, reason, way, source_key, target_key)
        select
            $1, %5$L,
            case when g.is_nothing then 'stale' else 'gone' end,
            case when g.is_nothing then 'mapping' else 'rows' end,
            g.source_key, g.target_key
        from gone as g
        $sql$,
        shape.ledger,
        ledger_sql,
        lockstep_private.key_json_sql(shape.ledger_source_keys, 'l.'),
        lockstep_private.key_json_sql(shape.ledger_target_keys, 'l.'),
        shape.entity
    )
    using run;
    return coalesce(v_gone, 0);
end;
$body$;

comment on function lockstep_private.drop_gone_pairs is
    'The pairs of this run in this scope that did not meet a source row: forgotten and noted, or '
    '(takes_gone) left to the next sync, as rows whose source row is gone. Returns how many those '
    'are.';
