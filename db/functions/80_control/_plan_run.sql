-- room: control    audience: private    calls: entity_levels plan_adoption plan_looks plan_set_aside late_columns
create function lockstep_private.plan_run(run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run   lockstep_state.run;
    v_depth integer;
    v_width integer := 1;
    v_first integer;
    v_last  integer;
begin
    select r.* into strict r_run from lockstep_state.run as r where r.id = run;
    insert into lockstep_state.run_entity (run, entity, level, defined_at)
    select plan_run.run, l.entity, l.level, e.defined_at
    from lockstep_private.entity_levels(r_run.entities) as l
    join lockstep_state.entity as e on e.name = l.entity;
    insert into lockstep_state.segment (run, stage, kind)
    select plan_run.run, s.stage, s.kind
    from (values (-2, 'look'), (-1, 'idle')) as s (stage, kind)
    where r_run.kind = 'sync'
        and not r_run.options ? 'analysis'
        and (s.kind = 'look' or r_run.options ->> 'watermark' = 'true')
        and exists (
            select
            from lockstep_state.entity as e
            where e.name = any (r_run.entities) and e.watermark is not null
        );
    select max(e.level) into v_depth from lockstep_state.run_entity as e where e.run = plan_run.run;

    if r_run.kind = 'adopt' then
        perform lockstep_private.plan_adoption(r_run);
        return;
    end if;
    if r_run.kind <> 'sync' or r_run.is_dry then
        perform lockstep_private.plan_looks(r_run);
        return;
    end if;

    if (r_run.options ->> 'fast_first_load')::boolean then
        v_width := 1000;
        perform lockstep_private.plan_set_aside(run, r_run.entities);
    end if;
    v_first := v_width - 1;
    v_last := v_first + (v_depth + 1) * v_width - 1;
    insert into lockstep_state.segment (run, entity, stage, kind)
    select plan_run.run, s.entity, s.stage, s.kind
    from (
        select e.entity, v_first + e.level * v_width as stage, 'plan' as kind
        from lockstep_state.run_entity as e
        where e.run = plan_run.run
        union all
        select distinct f.entity, v_last + 1, 'relink'
        from lockstep_state.entity_ref as f
        where f.entity = any (r_run.entities)
        union all
        select null, v_last + 2, 'guard'
        union all
        select e.entity, v_last + 3, 'unlink'
        from lockstep_state.run_entity as e
        where e.run = plan_run.run and lockstep_private.late_columns(e.entity) <> '{}'
        union all
        select e.entity, v_last + 4 + v_depth - e.level, 'remove'
        from lockstep_state.run_entity as e
        where e.run = plan_run.run
        union all
        select null, v_last + v_depth + 5, 'retry'
        union all
        select e.entity, 1000000 * v_width, 'finish'
        from lockstep_state.run_entity as e
        where e.run = plan_run.run
    ) as s
    order by s.stage, s.entity;
end;
$body$;

comment on function lockstep_private.plan_run is
    'Lays out the stages of a run: look at the sources, write entities level by level, complete '
    'late references, guard against mass deletes, remove in the reverse order, try again what was '
    'refused (in as many stages as it takes), finish. A run that only looks has no order. Where '
    'indexes and keys are set aside, a level is 1000 stages wide: they are built behind it.';
