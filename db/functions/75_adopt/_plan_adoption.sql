-- room: adopt    audience: private    calls: nothing
create function lockstep_private.plan_adoption(run lockstep_state.run)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    insert into lockstep_state.segment (run, entity, stage, kind)
    select (plan_adoption.run).id, s.entity, s.stage, s.kind
    from (
        select e.entity, e.level as stage, 'pair' as kind
        from lockstep_state.run_entity as e
        where e.run = (plan_adoption.run).id
        union all
        select e.entity, 2 * d.depth + 3 - e.level, 'surplus'
        from lockstep_state.run_entity as e
        cross join (
            select max(o.level) as depth
            from lockstep_state.run_entity as o
            where o.run = (plan_adoption.run).id
        ) as d
        where e.run = (plan_adoption.run).id
            and ((plan_adoption.run).options ->> 'delete_duplicates')::boolean
            and coalesce((plan_adoption.run).options -> 'named' ? e.entity, true)
        union all
        select e.entity, 1000000, 'finish'
        from lockstep_state.run_entity as e
        where e.run = (plan_adoption.run).id
    ) as s
    order by s.stage, s.entity;
$body$;

comment on function lockstep_private.plan_adoption is
    'Lays out the stages of an adoption: pair the keys, parents first; look at the source rows, in '
    'no order; delete duplicates, if asked for, children first; finish.';
