-- room: control    audience: private    calls: nothing
create function lockstep_private.refresh_statistics(shape lockstep_private.shape, run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_written bigint;
begin
    select sum(s.written)
    into v_written
    from lockstep_state.segment as s
    where s.run = refresh_statistics.run and s.entity = shape.entity;

    if v_written > (
        select 1000 + 0.2 * greatest(c.reltuples, 0)
        from pg_class as c
        where c.oid = shape.ledger::regclass
    ) then
        execute format('analyze %s', shape.ledger);
        execute format('analyze %s', shape.target);
    end if;
end;
$body$;

comment on function lockstep_private.refresh_statistics is
    'Gives the planner fresh statistics of ledger and target after much was written.';
