-- room: control    audience: private    calls: refuse_late_refs refresh_statistics
create function lockstep_private.finish_moved(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if run.kind = 'sync' and not run.is_dry then
        perform lockstep_private.refuse_late_refs(shape, segment.run);
        perform lockstep_private.refresh_statistics(shape, segment.run);
    end if;

    update lockstep_state.run_entity as e
    set source_rows = (
            select sum(s.source_rows)
            from lockstep_state.segment as s
            where s.run = segment.run and s.entity = segment.entity
        ),
        rejected    = (
            select count(*)
            from lockstep_state.reject as r
            where r.entity = shape.entity and r.closed_at is null and r.operation = 'write'
        ),
        finished_at = clock_timestamp()
    where e.run = segment.run and e.entity = segment.entity;
end;
$body$;

comment on function lockstep_private.finish_moved is
    'Closes an entity of which only some rows were looked at (that moved, that a detect found, or '
    'until it stopped): there are no books to add up, and rejects that were not met may still be. '
    'source_rows: those looked at.';
