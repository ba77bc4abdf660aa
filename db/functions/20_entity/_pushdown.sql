-- room: entity    audience: private    calls: block_sums_sql
create function lockstep_private.pushdown(shape lockstep_private.shape)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_sort = off
    set jit = off
as $body$
declare
    v_line  text;
    v_plan  text := '';
    r_scope lockstep_private.scope := row('all', 'true', 'true', false, null);
begin
    for v_line in
        execute 'explain (verbose, costs off) ' || lockstep_private.block_sums_sql(shape, r_scope)
    loop
        v_plan := v_plan || v_line || E'\n';
    end loop;

    return case
        when v_plan ~ '^Foreign Scan\n.*Relations: Aggregate on ' then 'full'
        when v_plan ~ 'Foreign Scan' then 'partial'
        else 'none'
    end;
end;
$body$;

comment on function lockstep_private.pushdown is
    'Who adds up the fingerprints, read from the plan: the source (full), we after pulling rows '
    '(partial), or no linked table is involved (none).';
