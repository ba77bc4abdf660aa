-- room: control    audience: private    calls: nothing
create function lockstep_private.plan_looks(run lockstep_state.run)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.segment (run, entity, stage, kind)
    select (plan_looks.run).id, e.entity, s.stage, s.kind
    from lockstep_state.run_entity as e
    cross join (
        values (0, 'analyze'), (0, 'plan'), (1, 'settle'), (2, 'finish'), (2, 'validate')
    ) as s (stage, kind)
    where e.run = (plan_looks.run).id
        and (s.kind = 'analyze') = ((plan_looks.run).kind = 'analyze')
        and (s.kind <> 'settle' or (plan_looks.run).options ? 'settle')
        and (s.stage < 2 or (s.kind = 'validate') = ((plan_looks.run).kind = 'validate'))
    order by s.stage, e.level, e.entity;
$body$;

comment on function lockstep_private.plan_looks is
    'Lays out the stages of a run that only looks: each entity by itself, in no order.';
