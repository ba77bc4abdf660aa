-- room: report    audience: private    calls: entity_row entity_link source_look watermark_since next_watermark moved_keys segment_scope
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
    v_link      text := lockstep_private.entity_link(shape.source);
    v_look      jsonb;
    v_since     timestamptz;
    r_segment   lockstep_state.segment;
begin
    if v_watermark is null or not coalesce((options ->> 'watermark')::boolean, false) then
        return;
    end if;

    if v_link is not null then
        select coalesce(s.look, jsonb_build_object('obstacle', s.obstacle))
            || jsonb_build_object('noted_at', clock_timestamp())
        into v_look
        from lockstep_private.source_look(v_link) as s;
    end if;
    select w.since, w.obstacle
    into v_since, obstacle
    from lockstep_private.watermark_since(
        shape.entity, lockstep_private.next_watermark(shape.entity, v_look)
    ) as w;
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
