-- room: control    audience: private    calls: remove_rows unlink_sql linked_sql joined_sql doomed_sql
create function lockstep_private.unlink_segment(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_done record;
begin
    r_done := lockstep_private.remove_rows(
        shape, segment.run, shape.batch_rows,
        lockstep_private.unlink_sql(shape),
        lockstep_private.linked_sql(
            shape,
            lockstep_private.joined_sql(shape.target_keys, 't.', shape.ledger_target_keys, 'l.')
        ) || ' and ' || lockstep_private.doomed_sql(segment.run, segment.entity)
    );
    segment.rejected := segment.rejected + r_done.refused;
    segment.is_done  := r_done.matched < shape.batch_rows;

    return segment;
end;
$body$;

comment on function lockstep_private.unlink_segment is
    'Lets rows that are to be deleted go of references in a circle, so that an order of deletes '
    'exists.';
