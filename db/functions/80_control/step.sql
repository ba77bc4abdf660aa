-- room: control    audience: public    calls: enter_run claim_segment work_segment checkpoint finish_run
--
-- The heart of lockstep: one segment, one transaction. Everything a segment does, its counters and
-- its checkpoint come to be in the caller's transaction or not at all.
create function lockstep.step(run bigint)
    returns table (
        status    text,
        entity    text,
        work      text,
        rows      bigint,
        written   bigint,
        differing bigint,
        rejected  bigint,
        seconds   double precision
    )
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_started timestamptz := clock_timestamp();
    v_status  text := lockstep_private.enter_run(step.run);
    r_segment lockstep_state.segment;
begin
    if v_status in ('pending', 'running') then
        r_segment := lockstep_private.claim_segment(step.run);
        if r_segment.id is not null then
            r_segment := lockstep_private.work_segment(r_segment);
            r_segment.seconds := extract(epoch from clock_timestamp() - v_started);
            perform lockstep_private.checkpoint(r_segment);
            v_status := 'worked';
        else
            v_status := lockstep_private.finish_run(step.run);
        end if;
    end if;

    return query
    select
        v_status, r_segment.entity, r_segment.kind, r_segment.source_rows, r_segment.written,
        r_segment.insert + r_segment.update + r_segment.conflict + r_segment.drift
            + r_segment.missing + r_segment.delete,
        r_segment.rejected, r_segment.seconds;
end;
$body$;

comment on function lockstep.step is
    'Does the next piece of a run in the caller''s transaction: compares one segment, writes what '
    'differs, sets the checkpoint. status: worked (call again), wait (others hold what is left: '
    'call again soon), completed, paused, cancelled or failed. Any number of sessions may call '
    'it. Raises LSJ05 for an unknown run, LSJ08 when an entity was defined anew since, LSJ09 in '
    'another isolation level than read committed, LSA02 before a mass delete, LSC01 for a source '
    'key met twice.';
