-- room: adopt    audience: private    calls: pair_segment match_segment surplus_segment finish_adoption
create function lockstep_private.adopt_segment(
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
    return case segment.kind
        when 'pair' then lockstep_private.pair_segment(shape, run, segment)
        when 'surplus' then lockstep_private.surplus_segment(shape, run, segment)
        when 'finish' then lockstep_private.finish_adoption(shape, segment)
        else lockstep_private.match_segment(shape, run, segment)
    end;
end;
$body$;

comment on function lockstep_private.adopt_segment is
    'Does what the kind of a segment of an adoption asks for.';
