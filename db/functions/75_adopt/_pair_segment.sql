-- room: adopt    audience: private    calls: adoption_ways refuse_changed_source release_claims ways_of collect_claims open_claims pair_claims take_pairs note_claims plan_matches
create function lockstep_private.pair_segment(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    v_ways jsonb := lockstep_private.adoption_ways(shape.entity, run.options);
begin
    perform lockstep_private.refuse_changed_source(shape);
    perform pg_advisory_xact_lock(hashtextextended('lockstep.adopt ' || shape.target, 0));
    perform lockstep_private.release_claims(shape, run.id);
    delete from lockstep_state.adoption_issue as i
    where i.entity = shape.entity and i.before is null;
    if lockstep_private.ways_of(v_ways) <> '{}' then
        perform lockstep_private.collect_claims(shape, v_ways, run.id);
        perform lockstep_private.open_claims(shape, v_ways);
        if lockstep_private.pair_claims(shape) > 0 then
            perform lockstep_private.take_pairs(shape, run.id);
            update lockstep_state.entity as e
            set adopted_at = clock_timestamp()
            where e.name = shape.entity;
            delete from lockstep_state.watermark as w where w.entity = shape.entity;
        end if;
        perform lockstep_private.note_claims(shape, run.id);
        drop table pg_temp.lockstep_open, pg_temp.lockstep_pair;
    end if;
    perform lockstep_private.plan_matches(shape, run, segment);
    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.pair_segment is
    'Takes the target rows of an entity into its ledger that are told to be those of source rows, '
    'and plans the segments that look at these source rows.';
