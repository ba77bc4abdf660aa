-- room: validate    audience: private    calls: analysis_inputs analysis_attempt analysis_counts
--
-- One statement computes values up to the first that fails; the next one begins behind it. So good
-- rows cost no call of a function, and each different value that fails costs a statement: about
-- 0.1 ms. Ten thousand of them are enough to know.
create function lockstep_private.analysis_failures(
    shape         lockstep_private.shape,
    unit          jsonb,
    from_sql      text
)
    returns table (cause text, failure text, rows bigint, is_minimum boolean)
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    c_most       constant integer := 10000;
    v_value      text   := unit ->> 'value_sql';
    v_conditions text[] := array(select jsonb_array_elements_text(unit -> 'conditions'));
    v_inputs_sql text   := 'pg_temp.lockstep_inputs as s where s.lockstep_n > %s';
    v_bad        bigint[] := array[]::bigint[];
    v_causes     jsonb[]  := array[]::jsonb[];
    v_last       bigint := 0;
    r_try        record;
begin
    perform lockstep_private.analysis_inputs(
        shape, array_remove(v_value || v_conditions, null), from_sql
    );
    create temp sequence if not exists lockstep_at;
    loop
        r_try := lockstep_private.analysis_attempt(
            shape.entity,
            array_remove(
                array['setval(''pg_temp.lockstep_at'', s.lockstep_n)', v_value], null
            ),
            v_conditions,
            format(v_inputs_sql, v_last)
        );
        exit when r_try.failure is null;
        v_last := currval('pg_temp.lockstep_at');
        v_bad := v_bad || v_last;
        v_causes := v_causes || jsonb_build_array(r_try.cause, r_try.failure);
        exit when cardinality(v_bad) >= c_most;
    end loop;
    is_minimum := r_try.failure is not null;

    return query
    select c.cause ->> 0, c.cause ->> 1, sum(i.lockstep_rows)::bigint, analysis_failures.is_minimum
    from unnest(v_bad, v_causes) as c (n, cause)
    join pg_temp.lockstep_inputs as i on i.lockstep_n = c.n
    where v_value is not null
    group by c.cause
    union all
    select q.cause, null, q.rows, analysis_failures.is_minimum
    from unnest(
        array(select jsonb_array_elements_text(unit -> 'causes')),
        lockstep_private.analysis_counts(
            shape.entity, '{}', v_conditions,
            format(
                v_inputs_sql || ' and s.lockstep_n <> all (%L::bigint[])%s', 0, v_bad,
                case when analysis_failures.is_minimum then ' and s.lockstep_n <= ' || v_last end
            ),
            's.lockstep_rows'
        )
    ) as q (cause, rows);
end;
$body$;

comment on function lockstep_private.analysis_failures is
    'Rows of from_sql whose value cannot be converted, by cause and SQLSTATE, and those that meet '
    'the conditions, of the rest; where a condition itself fails, the row counts for the column '
    'that it fails for. is_minimum: too many different values fail to count them all.';
