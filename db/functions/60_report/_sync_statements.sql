-- room: report    audience: private    calls: moved_statements segment_scope planning_statements load_statements compare_statements count_statements
create function lockstep_private.sync_statements(
    shape    lockstep_private.shape,
    way      text,
    moved    lockstep_private.scope,
    segments bigint,
    rows     bigint,
    changed  bigint
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_is_cut   boolean := shape.range_source is not null and way in ('first load', 'ranges');
    r_segment  lockstep_state.segment;
    r_range    lockstep_private.scope;
begin
    if way = 'watermark' then
        return lockstep_private.moved_statements(shape, moved, segments, rows);
    end if;

    r_segment.kind := case when v_is_cut then 'range' else 'all' end;
    if v_is_cut and segments is distinct from 1 then
        r_segment.lower := 0;
        r_segment.upper := shape.batch_rows;
    end if;
    r_range := lockstep_private.segment_scope(shape, r_segment);

    return case
        when v_is_cut then lockstep_private.planning_statements(shape, rows)
        else '[]'
    end || case
        when way = 'first load'
            then lockstep_private.load_statements(shape, r_range, segments, rows)
        else lockstep_private.compare_statements(shape, r_range, segments, rows, changed)
    end || lockstep_private.count_statements(shape, rows);
end;
$body$;

comment on function lockstep_private.sync_statements is
    'What a sync asks of the source for one entity, statement by statement. Of an entity that is '
    'cut into ranges, one range is shown: that of the keys from 0 to batch_rows.';
