-- room: control    audience: private    calls: refuse_changed_source plan_found plan_moved pushdown is_deep plan_ranges range_rows is_seen_whole drifted_blocks
--
-- Of what is too large for one look, the target is looked at here, and the source in ranges, by all
-- workers.
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
    v_is_known boolean;
    v_blocks   bigint[];
begin
    segment.is_done := true;
    perform lockstep_private.refuse_changed_source(shape);
    if run.options ? 'analysis' then
        perform lockstep_private.plan_found(shape, run, segment);
        return segment;
    end if;
    if lockstep_private.plan_moved(shape, run, segment) then
        return segment;
    end if;

    update lockstep_state.run_entity as e
    set pushdown = lockstep_private.pushdown(shape)
    where e.run = segment.run and e.entity = segment.entity;
    if lockstep_private.is_deep(run) and shape.range_source is not null then
        perform lockstep_private.plan_ranges(shape, segment, shape.batch_rows::bigint * 4);
        return segment;
    end if;
    execute format('select exists (select from %s)', shape.ledger) into v_is_known;
    if lockstep_private.is_seen_whole(shape, v_is_known) then
        insert into lockstep_state.segment (run, entity, stage, kind)
        values (segment.run, segment.entity, segment.stage, 'all');
        return segment;
    end if;

    if v_is_known then
        v_blocks := lockstep_private.drifted_blocks(shape);
    end if;
    perform lockstep_private.plan_ranges(
        shape, segment,
        lockstep_private.range_rows(shape, run.kind = 'sync' and not run.is_dry), v_blocks
    );
    return segment;
end;
$body$;

comment on function lockstep_private.plan_entity is
    'Cuts an entity into segments: one for everything, where the key has no integer or the ledger '
    'knows the entity and is not too large; else ranges; one for what changed since a time; the '
    'keys that a detect found.';
