-- room: control    audience: private    calls: retry_round retry_deletes retry_keys keys_scope find_differences apply_differences
create function lockstep_private.retry_segment(
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
    v_keys  jsonb;
    r_scope lockstep_private.scope;
    r_found record;
    r_done  record;
begin
    if segment.entity is null then
        return lockstep_private.retry_round(run, segment);
    end if;
    if segment.keys ->> 'operation' = 'delete' then
        return lockstep_private.retry_deletes(shape, segment);
    end if;

    segment.is_done := true;
    v_keys := lockstep_private.retry_keys(segment.entity, segment.run);
    if v_keys is null then
        return segment;
    end if;
    r_scope := lockstep_private.keys_scope(shape, v_keys);
    r_found := lockstep_private.find_differences(shape, r_scope, true);
    r_done := lockstep_private.apply_differences(
        shape, r_scope, segment.run, coalesce(r_found.source_rows, 0),
        r_found.outcome = 'empty'
    );
    segment.written  := r_done.written;
    segment.rejected := r_done.refused - jsonb_array_length(v_keys);

    return segment;
end;
$body$;

comment on function lockstep_private.retry_segment is
    'Tries rows of an entity again that this run refused. They were counted when they were '
    'compared: only what is written now adds to the counters, and rejects that are none any more '
    'are taken off.';
