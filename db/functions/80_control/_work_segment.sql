-- room: control    audience: private    calls: entity_shape drop_look adopt_segment look_at_sources close_idle plan_entity analyze_segment guard_deletes set_aside_segment rebuild_segment relink_segment unlink_segment remove_segment retry_segment validate_segment undo_again release_segment undo_segment finish_entity settle_segment is_deep deep_segment compare_segment
create function lockstep_private.work_segment(segment lockstep_state.segment)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run   lockstep_state.run;
    r_shape lockstep_private.shape;
begin
    select r.* into strict r_run from lockstep_state.run as r where r.id = segment.run;
    if segment.entity is not null then
        perform e.name from lockstep_state.entity as e where e.name = segment.entity for share;
        r_shape := lockstep_private.entity_shape(segment.entity);
        r_shape.batch_rows := coalesce(
            (r_run.options ->> 'batch_rows')::integer, r_shape.batch_rows
        );
        perform lockstep_private.drop_look(segment);
    end if;

    return case
        when r_run.kind = 'adopt' then lockstep_private.adopt_segment(r_shape, r_run, segment)
        when segment.kind = 'look' then lockstep_private.look_at_sources(r_run, segment)
        when segment.kind = 'idle' then lockstep_private.close_idle(r_run, segment)
        when segment.kind = 'plan' then lockstep_private.plan_entity(r_shape, r_run, segment)
        when segment.kind = 'analyze' then lockstep_private.analyze_segment(r_shape, segment)
        when segment.kind = 'guard' then lockstep_private.guard_deletes(r_run, segment)
        when segment.kind = 'set_aside' then lockstep_private.set_aside_segment(segment)
        when segment.kind = 'rebuild' then lockstep_private.rebuild_segment(segment)
        when segment.kind = 'relink' then lockstep_private.relink_segment(r_shape, segment)
        when segment.kind = 'unlink' then lockstep_private.unlink_segment(r_shape, segment)
        when segment.kind = 'remove' then lockstep_private.remove_segment(r_shape, segment)
        when segment.kind = 'retry' then lockstep_private.retry_segment(r_shape, r_run, segment)
        when segment.kind = 'validate'
            then lockstep_private.validate_segment(r_shape, r_run, segment)
        when segment.kind = 'again' then lockstep_private.undo_again(r_run, segment)
        when segment.kind = 'release'
            then lockstep_private.release_segment(r_shape, r_run, segment)
        when r_run.kind = 'undo' then lockstep_private.undo_segment(r_shape, r_run, segment)
        when segment.kind = 'finish' then lockstep_private.finish_entity(r_shape, r_run, segment)
        when segment.kind = 'settle'
            then lockstep_private.settle_segment(r_shape, r_run, segment)
        when lockstep_private.is_deep(r_run)
            then lockstep_private.deep_segment(r_shape, r_run, segment)
        else lockstep_private.compare_segment(r_shape, r_run, segment)
    end;
end;
$body$;

comment on function lockstep_private.work_segment is
    'Does what the kind of a segment asks for, and returns it with its counters and whether it is '
    'done.';
