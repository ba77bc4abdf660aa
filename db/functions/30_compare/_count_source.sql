-- room: compare    audience: private    calls: count_source_sql
create function lockstep_private.count_source(relation text, condition_sql text)
    returns bigint
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
as $body$
declare
    v_rows bigint;
begin
    execute lockstep_private.count_source_sql(relation, condition_sql) into v_rows;

    return v_rows;
end;
$body$;

comment on function lockstep_private.count_source is
    'Rows of a source view or linked table under a condition over s, counted by the source.';
