-- room: control    audience: private    calls: close_old_rejects refuse_late_refs count_excluded count_extra count_synced refresh_statistics
--
-- What is counted when: each source row by the step that looked at it last, in the snapshot of that
-- step; the same step made the ledger, or a reject, say what it saw. So the sum holds while others
-- write to the source: it is about what the run saw, never about what is there by now. Later looks
-- add what they find (returned: rows that were gone, and were back when they were to be deleted).
create function lockstep_private.close_books(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_writes   boolean := run.kind = 'sync' and not run.is_dry;
    v_rows     bigint;
    v_same     bigint;
    v_excluded bigint := lockstep_private.count_excluded(shape);
    v_rejected bigint;
    v_synced   bigint;
begin
    select sum(s.source_rows) + e.returned, sum(s.unchanged)
    into v_rows, v_same
    from lockstep_state.run_entity as e
    join lockstep_state.segment as s on s.run = e.run and s.entity = e.entity
    where e.run = segment.run and e.entity = segment.entity
    group by e.returned;

    if v_writes then
        perform lockstep_private.refuse_late_refs(shape, segment.run);
        perform lockstep_private.close_old_rejects(shape.entity, segment.run);
        v_synced := lockstep_private.count_synced(shape);
        perform lockstep_private.refresh_statistics(shape, segment.run);
    end if;
    select count(*)
    into v_rejected
    from lockstep_state.reject as r
    where r.entity = shape.entity and r.closed_at is null and r.operation = 'write';

    update lockstep_state.run_entity as e
    set source_rows  = v_rows + v_excluded,
        synced       = case when v_writes then v_synced else v_same end,
        rejected     = v_rejected,
        excluded     = v_excluded,
        extra        = coalesce(e.extra, lockstep_private.count_extra(shape)),
        is_accounted = case when v_writes then v_rows = v_synced + v_rejected end,
        finished_at  = clock_timestamp()
    where e.run = segment.run and e.entity = segment.entity;
end;
$body$;

comment on function lockstep_private.close_books is
    'Closes the books of an entity: rows counted at the source in its segments against what '
    'ledger and rejects hold, rows that the filter excludes, target rows that nobody knows.';
