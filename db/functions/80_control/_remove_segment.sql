-- room: control    audience: private    calls: remove_rows remove_sql doomed_sql
create function lockstep_private.remove_segment(
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
        shape, segment.run, shape.batch_rows, lockstep_private.remove_sql(shape),
        lockstep_private.doomed_sql(segment.run, segment.entity)
    );
    segment.written  := segment.written + r_done.written;
    segment.rejected := segment.rejected + r_done.refused;
    segment.is_done  := r_done.matched < shape.batch_rows;

    return segment;
end;
$body$;

comment on function lockstep_private.remove_segment is
    'Deletes, archives or lets stand target rows whose source row is gone; the segment stays open '
    'while there are more.';
