-- room: control    audience: private    calls: segment_scope find_differences count_extra plan_ranges range_rows count_states save_differences stop_looking split_moved without_split split_into_keys apply_differences count_source
create function lockstep_private.compare_segment(
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
    v_writes   boolean := run.kind = 'sync' and not run.is_dry;
    r_scope    lockstep_private.scope := lockstep_private.segment_scope(shape, segment);
    r_found    record;
    r_done     record;
    v_is_empty boolean;
    r_blank    lockstep_state.segment;
begin
    segment.is_done := true;
    r_blank := segment;
    r_found := lockstep_private.find_differences(shape, r_scope, v_writes);
    v_is_empty := r_found.outcome = 'empty';
    segment.source_rows := coalesce(r_found.source_rows, 0);
    if segment.kind = 'all' and r_found.target_blocks is not null then
        update lockstep_state.run_entity as e
        set extra = lockstep_private.count_extra(shape, r_found.target_blocks)
        where e.run = segment.run and e.entity = segment.entity;
    end if;
    if r_found.outcome = 'same' then
        segment.unchanged := segment.source_rows;
        return segment;
    end if;
    if r_found.outcome in ('wide', 'scattered') then
        perform lockstep_private.plan_ranges(
            shape, r_blank, lockstep_private.range_rows(shape, v_writes), r_found.target_blocks,
            r_found.outcome = 'scattered'
        );
        return r_blank;
    end if;

    segment := lockstep_private.count_states(segment);
    if run.kind = 'detect' or run.options ?| '{settle,save}' then
        perform lockstep_private.save_differences(shape, r_scope, segment.run, v_is_empty);
        perform lockstep_private.stop_looking(run, segment);
    end if;
    if v_writes and segment.kind = 'since' then
        perform lockstep_private.split_moved(shape, r_scope, segment, v_is_empty);
        return lockstep_private.without_split(segment);
    end if;
    if v_writes
        and segment.kind = 'all'
        and lockstep_private.split_into_keys(shape, r_scope, segment, v_is_empty)
    then
        return lockstep_private.without_split(segment);
    end if;

    if v_writes then
        r_done := lockstep_private.apply_differences(
            shape, r_scope, segment.run, segment.source_rows, v_is_empty
        );
        segment.written  := r_done.written;
        segment.rejected := r_done.refused;
        if v_is_empty then
            segment.source_rows := r_done.pulled;
            segment.insert := r_done.pulled;
        end if;
    elsif v_is_empty then
        segment.source_rows := lockstep_private.count_source(shape.source, r_scope.source_sql);
        segment.insert := segment.source_rows;
    end if;

    segment.unchanged := segment.source_rows - segment.insert - segment.update - segment.conflict
        - segment.drift - segment.missing;
    return segment;
end;
$body$;

comment on function lockstep_private.compare_segment is
    'Compares one segment and counts its rows by state; a sync also writes what differs, a detect '
    'saves it. A difference too big for one step is left to segments of keys, which count its '
    'rows themselves, as they are by then.';
