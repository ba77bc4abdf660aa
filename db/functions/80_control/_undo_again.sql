-- room: control    audience: private    calls: plan_undo log_entity
create function lockstep_private.undo_again(undo lockstep_state.run, segment lockstep_state.segment)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_written bigint;
begin
    segment.is_done := true;
    select coalesce(sum(s.written), 0)
    into v_written
    from lockstep_state.segment as s
    where s.run = undo.id and s.stage >= segment.lower;

    if v_written > 0 and exists (
        select from lockstep_state.difference as d where d.run = undo.id and d.state = 'refused'
    ) then
        delete from lockstep_state.difference as d where d.run = undo.id and d.state = 'refused';
        perform lockstep_private.plan_undo(undo.id, segment.stage + 1);
        return segment;
    end if;

    update lockstep_state.run_entity as e
    set rejected = (
            select count(*)
            from lockstep_state.difference as d
            where d.run = undo.id and d.entity = e.entity
        ),
        finished_at = clock_timestamp()
    where e.run = undo.id;
    perform lockstep_private.log_entity(undo.id, e.entity)
    from lockstep_state.run_entity as e
    where e.run = undo.id
    order by e.level, e.entity;
    return segment;
end;
$body$;

comment on function lockstep_private.undo_again is
    'Opens another round for rows that the database refused, as long as the last one put something '
    'back; else counts what is left alone.';
