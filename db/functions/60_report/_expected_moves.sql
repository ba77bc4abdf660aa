-- room: report    audience: private    calls: entity_row next_watermark watermark_since segment_scope moved_keys
create function lockstep_private.expected_moves(
    shape        lockstep_private.shape,
    options      jsonb,
    out moved    lockstep_private.scope,
    out obstacle text
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_watermark text := (lockstep_private.entity_row(shape.entity)).watermark;
    v_since     timestamptz;
    r_segment   lockstep_state.segment;
begin
    if v_watermark is null or not coalesce((options ->> 'watermark')::boolean, false) then
        return;
    end if;

    select w.since, w.obstacle
    into v_since, obstacle
    from lockstep_private.watermark_since(shape, lockstep_private.next_watermark(shape)) as w;
    if obstacle is null then
        r_segment.kind := 'since';
        r_segment.keys := lockstep_private.moved_keys(v_watermark, v_since, true);
        moved := lockstep_private.segment_scope(shape, r_segment);
    end if;
end;
$body$;

comment on function lockstep_private.expected_moves is
    'The rows that a sync by watermark would look at, or why it would look at all; both null if it '
    'was not asked for, or the entity has no watermark.';
