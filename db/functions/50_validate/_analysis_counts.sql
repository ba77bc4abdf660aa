-- room: validate    audience: private    calls: entity_row
--
-- An aggregate that the source computes itself, if it can. Aggregates are computed in this order.
-- Without sequential scans, lockstep_inputs is read from where the last statement failed.
create function lockstep_private.analysis_counts(
    entity     text,
    values_sql text[],
    conditions text[],
    from_sql   text,
    rows_sql   text default '1'
)
    returns bigint[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set cpu_operator_cost = 1
    set cpu_tuple_cost = 1
    set enable_seqscan = off
    set jit = off
as $body$
declare
    v_list   text;
    v_counts bigint[];
begin
    select string_agg(c.count_sql, ', ' order by c.part, c.place)
    into v_list
    from (
        select 1, v.place, format('count(%s)', v.value_sql)
        from unnest(values_sql) with ordinality as v (value_sql, place)
        union all
        select
            2, q.place,
            format('coalesce(sum(%s) filter (where %s), 0)', rows_sql, q.condition_sql)
        from unnest(conditions) with ordinality as q (condition_sql, place)
    ) as c (part, place, count_sql);
    if v_list is null then
        return array[]::bigint[];
    end if;

    perform set_config('search_path', (lockstep_private.entity_row(entity)).search_path, true);
    execute format('select array[%s]::bigint[] from %s', v_list, from_sql) into v_counts;
    perform set_config('search_path', 'pg_catalog, pg_temp', true);

    return v_counts[1 + coalesce(cardinality(values_sql), 0) :];
end;
$body$;

comment on function lockstep_private.analysis_counts is
    'Rows (rows_sql: how many each stands for) of from_sql that meet each of the conditions over '
    's. Computes the values, too, and fails with what they fail with.';
