-- Rows that nobody touched are told by their physical version. Versions of rows that are there
-- already get known when they are compared next.

do $body$
declare
    v_ledger regclass;
begin
    for v_ledger in
        select to_regclass(format('lockstep_ledger.%I', e.name))
        from lockstep_state.entity as e
        order by e.name
    loop
        if v_ledger is not null then
            execute format('alter table %s add column if not exists target_version bigint', v_ledger);
        end if;
    end loop;
end;
$body$;
