-- room: control    audience: private    calls: plan_release circle_columns
--
-- Backwards through the stages of a sync: what was deleted comes back, parents first; then,
-- children first, what was made goes and what was overwritten is set back. Rows that were refused
-- for the sake of others are tried in another round.
create function lockstep_private.plan_undo(undo bigint, base integer)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_undo  lockstep_state.run;
    v_depth integer;
begin
    select r.* into strict r_undo from lockstep_state.run as r where r.id = undo;
    if exists (
        select
        from lockstep_state.run as a
        where a.id = (r_undo.options ->> 'run')::bigint and a.kind = 'adopt'
    ) then
        perform lockstep_private.plan_release(r_undo);
        return;
    end if;
    insert into lockstep_state.run_entity (run, entity, level)
    select r_undo.id, e.entity, e.level
    from lockstep_state.run_entity as e
    where e.run = (r_undo.options ->> 'run')::bigint and e.entity = any (r_undo.entities)
    on conflict do nothing;
    select max(e.level) into v_depth from lockstep_state.run_entity as e where e.run = undo;

    insert into lockstep_state.segment (run, entity, stage, kind, lower)
    select undo, s.entity, base + s.stage, s.kind, base
    from (
        select e.entity, e.level as stage, 'restore' as kind
        from lockstep_state.run_entity as e
        where e.run = undo
        union all
        select e.entity, v_depth + c.stage, c.kind
        from lockstep_state.run_entity as e
        cross join (values (1, 'reattach'), (2, 'detach')) as c (stage, kind)
        where e.run = undo
            and not r_undo.is_dry
            and lockstep_private.circle_columns(e.entity) <> '{}'
        union all
        select e.entity, v_depth + 3 + 2 * (v_depth - e.level) + c.stage, c.kind
        from lockstep_state.run_entity as e
        cross join (values (0, 'withdraw'), (1, 'revert')) as c (stage, kind)
        where e.run = undo
        union all
        select null, 3 * v_depth + 5, 'again'
    ) as s
    order by s.stage, s.entity;
end;
$body$;

comment on function lockstep_private.plan_undo is
    'Lays out one round of an undo: restore, reattach, detach, then withdraw and revert level by '
    'level, and look whether another round is worth it. base: its first stage.';
