-- room: control    audience: private    calls: is_deep find_unlike save_unlike keys_scope find_differences save_differences count_states count_source
create function lockstep_private.look_again(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment,
    keys    jsonb
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_scope lockstep_private.scope := lockstep_private.keys_scope(shape, keys);
    r_found record;
begin
    segment.kind := 'keys';
    segment.keys := keys;
    if lockstep_private.is_deep(run) then
        r_found := lockstep_private.find_unlike(shape, segment, run.options);
        segment := lockstep_private.count_states(segment);
        perform lockstep_private.save_unlike(shape, segment.run);
        segment.source_rows := r_found.source_rows;
        return segment;
    end if;
    r_found := lockstep_private.find_differences(shape, r_scope, false);
    segment.source_rows := r_found.source_rows;
    if r_found.outcome = 'empty' then
        segment.source_rows := lockstep_private.count_source(shape.source, r_scope.source_sql);
        segment.insert := segment.source_rows;
    else
        segment := lockstep_private.count_states(segment);
    end if;
    perform lockstep_private.save_differences(
        shape, r_scope, segment.run, r_found.outcome = 'empty'
    );
    return segment;
end;
$body$;

comment on function lockstep_private.look_again is
    'Compares the rows with these keys once more and saves those that differ. Returns the segment '
    'with what was counted.';
