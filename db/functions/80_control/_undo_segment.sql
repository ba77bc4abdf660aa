-- room: control    audience: private    calls: undo_rows undo_reattach
create function lockstep_private.undo_segment(
    shape   lockstep_private.shape,
    undo    lockstep_state.run,
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
    if segment.kind = 'reattach' then
        perform lockstep_private.undo_reattach(shape, undo);
        segment.is_done := true;
        return segment;
    end if;

    r_done := lockstep_private.undo_rows(shape, undo, segment.kind);
    segment.is_done := undo.is_dry or r_done.matched < shape.batch_rows;
    if segment.kind = 'detach' then
        return segment;
    end if;
    segment.source_rows := segment.source_rows + r_done.matched;
    segment.rejected := segment.rejected + r_done.refused;
    if not undo.is_dry then
        segment.written := segment.written + r_done.written;
    end if;
    case segment.kind
        when 'restore' then segment.insert := segment.insert + r_done.written;
        when 'withdraw' then segment.delete := segment.delete + r_done.written;
        else segment.update := segment.update + r_done.written;
    end case;
    return segment;
end;
$body$;

comment on function lockstep_private.undo_segment is
    'Undoes some rows of one kind and counts them as insert, delete or update; the segment stays '
    'open while there are more.';
