-- room: adopt    audience: private    calls: plan_ranges
create function lockstep_private.plan_matches(
    shape   lockstep_private.shape,
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_last integer;
begin
    select max(e.level) + 1 into v_last from lockstep_state.run_entity as e where e.run = run.id;
    segment.stage := v_last;
    if shape.range_source is null then
        insert into lockstep_state.segment (run, entity, stage, kind)
        values (segment.run, segment.entity, segment.stage, 'all');
    else
        perform lockstep_private.plan_ranges(shape, segment, shape.batch_rows::bigint * 4);
    end if;
end;
$body$;

comment on function lockstep_private.plan_matches is
    'Plans the segments that look at the source rows of adopted target rows, behind the pairs of '
    'all entities.';
