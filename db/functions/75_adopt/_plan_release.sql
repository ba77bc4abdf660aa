-- room: adopt    audience: private    calls: nothing
create function lockstep_private.plan_release(undo lockstep_state.run)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.run_entity (run, entity, level)
    select (plan_release.undo).id, e.entity, e.level
    from lockstep_state.run_entity as e
    where e.run = ((plan_release.undo).options ->> 'run')::bigint
        and e.entity = any ((plan_release.undo).entities);
    insert into lockstep_state.segment (run, entity, stage, kind)
    select e.run, e.entity, e.level, 'release'
    from lockstep_state.run_entity as e
    where e.run = (plan_release.undo).id
    order by e.level, e.entity;
$body$;

comment on function lockstep_private.plan_release is
    'Lays out the undo of an adoption: entity by entity, parents first.';
