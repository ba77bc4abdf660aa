-- room: control    audience: private    calls: nothing
create function lockstep_private.without_split(segment lockstep_state.segment)
    returns lockstep_state.segment
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    segment.source_rows := segment.source_rows - segment.insert - segment.update - segment.conflict
        - segment.drift - segment.missing;
    segment.unchanged   := segment.source_rows;
    segment.insert      := 0;
    segment.update      := 0;
    segment.conflict    := 0;
    segment.drift       := 0;
    segment.missing     := 0;
    segment.delete      := 0;

    return segment;
end;
$body$;

comment on function lockstep_private.without_split is
    'The segment with only those of its rows that are the same on both sides: the others are left '
    'to segments of their own.';
