-- room: adopt    audience: private    calls: segment_scope find_present try_match source_keys_sql match_by_keys confirm_pairs drop_gone_pairs joined_sql
create function lockstep_private.match_segment(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
    set jit = off
as $body$
declare
    r_scope  lockstep_private.scope := lockstep_private.segment_scope(shape, segment);
    v_is_due boolean;
    v_keys   jsonb[];
    r_met    record;
begin
    segment.source_rows := lockstep_private.find_present(shape, r_scope.source_sql);
    execute format(
        'select exists (select from %s as l where l.run = $1 and l.settled_at is not null '
            'and (%s))',
        shape.ledger, r_scope.ledger_sql
    )
    into v_is_due
    using run.id;
    if v_is_due then
        if not lockstep_private.try_match(shape, run.id, r_scope.source_sql) then
            execute format(
                'select array_agg(k.key) from (%s) as k (key)',
                lockstep_private.source_keys_sql(shape, r_scope.source_sql)
            )
            into v_keys;
            perform lockstep_private.match_by_keys(shape, run.id, v_keys);
        end if;
        analyze pg_temp.lockstep_matched;
        r_met := lockstep_private.confirm_pairs(shape, run.id);
        segment.unchanged := r_met.same;
        segment.update := r_met.differs;
        segment.missing := r_met.missing;
        segment.delete := lockstep_private.drop_gone_pairs(
            shape, run.id, r_scope.ledger_sql,
            coalesce((run.options ->> 'gone')::boolean, false)
                and coalesce(run.options -> 'named' ? segment.entity, true)
        );
    end if;
    execute format(
        $sql$
        select count(*)
        from pg_temp.lockstep_present as p
        where not exists (select from %s as l where %s and l.settled_at is null)
        $sql$,
        shape.ledger,
        lockstep_private.joined_sql(shape.ledger_source_keys, 'l.', shape.ledger_source_keys, 'p.')
    )
    into segment.insert;
    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.match_segment is
    'Looks at the source rows of a segment: pairs whose source row is there stay in the ledger, '
    'with the source''s fingerprint if the target row is what the mapping makes of it (unchanged), '
    'without it if the next sync has to write it (update; missing: there is no such row). insert: '
    'source rows that no ledger row knows; delete: pairs whose source row is gone.';
