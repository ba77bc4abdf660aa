-- room: control    audience: public    calls: enter_run claim_segment work_segment checkpoint finish_run
--
-- The heart of lockstep: one segment, one transaction. Everything a segment does, its counters and
-- its checkpoint come to be in the caller's transaction or not at all. One that finds nothing to do
-- takes milliseconds; then the step goes on with the next, for a tenth of a second. What it plans
-- is read by another step, and a look at the source's transactions is a step of its own: it counts
-- only if it comes before the snapshot that is read in. Some types are hashed as text: whoever
-- calls, it is written as postgres_fdw's session at the source writes it.
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
    set timezone = 'GMT'
    set datestyle = 'ISO'
    set intervalstyle = 'postgres'
    set extra_float_digits = 3
    set bytea_output = 'hex'
as $body$
declare
    c_enough  constant interval := coalesce(
        nullif(current_setting('lockstep.step_time', true), '')::interval, interval '100 ms'
    );
    v_entered timestamptz := clock_timestamp();
    v_started timestamptz := v_entered;
    v_planned boolean := false;
    r_segment lockstep_state.segment;
begin
    step.status := lockstep_private.enter_run(step.run);
    while step.status in ('pending', 'running', 'worked') loop
        r_segment := lockstep_private.claim_segment(step.run);
        if r_segment.id is null then
            step.status := lockstep_private.finish_run(step.run);
            exit;
        end if;
        exit when v_planned and r_segment.kind <> 'plan';

        r_segment := lockstep_private.work_segment(r_segment);
        r_segment.seconds := extract(epoch from clock_timestamp() - v_started);
        perform lockstep_private.checkpoint(r_segment);
        v_started := clock_timestamp();
        v_planned := r_segment.kind = 'plan';

        step.status    := 'worked';
        step.entity    := r_segment.entity;
        step.work      := r_segment.kind;
        step.rows      := coalesce(step.rows, 0) + r_segment.source_rows;
        step.written   := coalesce(step.written, 0) + r_segment.written;
        step.differing := r_segment.insert + r_segment.update + r_segment.conflict
            + r_segment.drift + r_segment.missing + r_segment.delete;
        step.rejected  := r_segment.rejected;
        step.seconds   := extract(epoch from v_started - v_entered)::double precision;
        exit when v_started - v_entered > c_enough
            or step.written > 0
            or step.differing > 0
            or step.rejected <> 0
            or not r_segment.is_done
            or r_segment.kind in ('look', 'set_aside', 'rebuild');
    end loop;

    if step.status = 'wait' and step.work is not null then
        step.status := 'worked';
    end if;
    return next;
end;
$body$;

comment on function lockstep.step is
    'Does the next piece of a run in the caller''s transaction: compares one segment, writes what '
    'differs, sets the checkpoint; of segments with nothing to do, as many as a tenth of a second '
    'allows (or what the session has set: lockstep.step_time, an interval). status: worked (call '
    'again), wait (others hold what is left: call again soon), completed, paused, cancelled or '
    'failed. entity, work: what it did last; rows, written, differing, rejected, seconds: all that '
    'it did. Any number of sessions may call it. Raises LSJ05 for an unknown run, LSJ08 when an '
    'entity was defined anew since, LSJ09 in another isolation level than read committed, LSA02 '
    'before a mass delete, LSC01 for a source key met twice.';
