-- room: control    audience: private    calls: finish_moved close_books store_watermarks
create function lockstep_private.finish_entity(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if run.options ? 'analysis' or run.options -> 'partial' ? segment.entity or exists (
        select
        from lockstep_state.run_entity as e
        where e.run = segment.run and e.entity = segment.entity and e.since is not null
    ) then
        perform lockstep_private.finish_moved(shape, run, segment);
    else
        perform lockstep_private.close_books(shape, run, segment);
    end if;

    if run.kind = 'sync' and not run.is_dry then
        perform lockstep_private.store_watermarks(segment.run, array[segment.entity]);
    end if;
    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.finish_entity is
    'Closes an entity that a run is through with: its books, or what is known of it without.';
