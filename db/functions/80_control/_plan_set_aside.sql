-- room: control    audience: private    calls: empty_entities refuse_unowned
--
-- One after the other, as each locks its table and those that it refers to: two at once could wait
-- for each other.
create function lockstep_private.plan_set_aside(run bigint, entities text[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.refuse_unowned(e.target)
    from lockstep_private.empty_entities(entities) as e;

    insert into lockstep_state.segment (run, entity, stage, kind)
    select
        plan_set_aside.run, e.entity, least(row_number() over (order by e.entity) - 1, 998),
        'set_aside'
    from lockstep_private.empty_entities(entities) as e
    order by e.entity;
end;
$body$;

comment on function lockstep_private.plan_set_aside is
    'Lays out, for each first load into an empty table, that its secondary indexes and foreign '
    'keys are set aside. Raises LSJ11 if the caller may not do so.';
