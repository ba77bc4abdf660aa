-- room: control    audience: private    calls: nothing
create function lockstep_private.without_counts(segment lockstep_state.segment)
    returns lockstep_state.segment
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    segment.source_rows := 0;
    segment.insert      := 0;
    segment.update      := 0;
    segment.conflict    := 0;
    segment.drift       := 0;
    segment.missing     := 0;
    segment.delete      := 0;
    segment.unchanged   := 0;

    return segment;
end;
$body$;

comment on function lockstep_private.without_counts is
    'The segment with its states at zero; what it wrote and refused stays.';
