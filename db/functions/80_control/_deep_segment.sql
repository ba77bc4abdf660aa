-- room: control    audience: private    calls: find_unlike count_states save_unlike
create function lockstep_private.deep_segment(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_found record := lockstep_private.find_unlike(shape, segment, run.options);
begin
    segment := lockstep_private.count_states(segment);
    perform lockstep_private.save_unlike(shape, segment.run);
    update lockstep_state.run_entity as e
    set pairing = r_found.pairing
    where e.run = segment.run and e.entity = segment.entity and e.pairing is null;
    segment.source_rows := r_found.source_rows;
    segment.unchanged := segment.source_rows - segment.update - segment.missing;
    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.deep_segment is
    'Compares one segment without the ledger, counts its rows by state, and saves what differs.';
