-- room: control    audience: private    calls: key_extent range_bounds
create function lockstep_private.plan_ranges(
    shape         lockstep_private.shape,
    segment       lockstep_state.segment,
    rows          bigint,
    target_blocks bigint[] default null,
    is_scattered  boolean default false
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_lower  bigint;
    v_upper  bigint;
    v_bounds bigint[];
begin
    select x.lower, x.upper into v_lower, v_upper from lockstep_private.key_extent(shape) as x;
    v_bounds := array(
        select b.bound
        from lockstep_private.range_bounds(shape, rows, v_lower, v_upper) as b (bound)
        order by b.bound
    );
    insert into lockstep_state.segment (run, entity, stage, kind, lower, upper, keys)
    select
        segment.run, segment.entity, segment.stage, 'range', r.lower, r.upper,
        nullif(
            jsonb_strip_nulls(jsonb_build_object(
                'target_blocks', to_jsonb(target_blocks),
                'is_scattered', nullif(is_scattered, false)
            )),
            jsonb '{}'
        )
    from unnest(null::bigint || v_bounds, v_bounds || null::bigint) as r (lower, upper)
    order by r.lower nulls first;
end;
$body$;

comment on function lockstep_private.plan_ranges is
    'Cuts an entity into ranges of integer keys with about so many rows each, open at both ends, '
    'at the stage of the segment. target_blocks: rows in other blocks of target keys are '
    'known to be as lockstep left them; null if that is not known. is_scattered: most blocks are '
    'known to differ.';
