-- room: control    audience: private    calls: idle_entities store_watermarks write_log
--
-- References may still be completed by what other entities bring: who has some goes the long way.
create function lockstep_private.close_idle(
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entities text[];
begin
    perform e.name
    from lockstep_state.entity as e
    where e.name = any (run.entities)
    order by e.name
    for share;

    select array_agg(i.entity)
    into v_entities
    from unnest(lockstep_private.idle_entities(segment.run)) as i (entity)
    where not exists (select from lockstep_state.entity_ref as f where f.entity = i.entity);

    delete from lockstep_state.segment as s
    where s.run = segment.run and s.entity = any (v_entities) and s.kind in ('unlink', 'remove');
    update lockstep_state.segment as s
    set is_done = true, finished_at = clock_timestamp()
    where s.run = segment.run and s.entity = any (v_entities) and not s.is_done;
    update lockstep_state.run_entity as e
    set source_rows = 0, rejected = 0, finished_at = clock_timestamp()
    where e.run = segment.run and e.entity = any (v_entities);
    if not run.is_dry then
        perform lockstep_private.store_watermarks(segment.run, v_entities);
    end if;

    if v_entities is not null then
        perform lockstep_private.write_log(
            segment.run, null, 'info', 'entities in which nothing moved',
            jsonb_build_object('entities', cardinality(v_entities))
        );
    end if;

    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.close_idle is
    'Closes the entities of a sync by watermark that have nothing to do, all at once.';
