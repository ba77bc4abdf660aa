-- room: control    audience: private    calls: pushdown plan_moved key_extent range_bounds
create function lockstep_private.plan_entity(
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
    v_lower  bigint;
    v_upper  bigint;
    v_bounds bigint[];
begin
    update lockstep_state.run_entity as e
    set pushdown = lockstep_private.pushdown(shape)
    where e.run = segment.run and e.entity = segment.entity;
    segment.is_done := true;

    if lockstep_private.plan_moved(shape, run, segment) then
        return segment;
    end if;
    if shape.range_source is null then
        insert into lockstep_state.segment (run, entity, stage, kind)
        values (segment.run, segment.entity, segment.stage, 'all');
        return segment;
    end if;

    select x.lower, x.upper into v_lower, v_upper from lockstep_private.key_extent(shape) as x;
    v_bounds := array(
        select b.bound
        from lockstep_private.range_bounds(shape, shape.batch_rows, v_lower, v_upper) as b (bound)
        order by b.bound
    );
    insert into lockstep_state.segment (run, entity, stage, kind, lower, upper)
    select segment.run, segment.entity, segment.stage, 'range', r.lower, r.upper
    from unnest(null::bigint || v_bounds, v_bounds || null::bigint) as r (lower, upper)
    order by r.lower nulls first;

    return segment;
end;
$body$;

comment on function lockstep_private.plan_entity is
    'Cuts an entity into segments: ranges of integer keys with about batch_rows rows each, open '
    'at both ends; one for everything where the key has no integer; one for what changed since a '
    'time.';
