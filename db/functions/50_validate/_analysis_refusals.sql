-- room: validate    audience: private    calls: analysis_groups analysis_unit analysis_failures
--
-- All columns at once; where that fails, each half by itself; what fails alone, value by value.
create function lockstep_private.analysis_refusals(
    shape    lockstep_private.shape,
    from_sql text
)
    returns jsonb
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_found jsonb := jsonb '[]';
    v_queue jsonb := lockstep_private.analysis_groups(shape.entity);
    v_units jsonb;
    r_try   record;
begin
    while jsonb_array_length(v_queue) > 0 loop
        v_units := v_queue -> 0;
        v_queue := v_queue - 0;
        r_try := lockstep_private.analysis_unit(shape.entity, v_units, from_sql);
        if r_try.failure is null then
            v_found := v_found || r_try.refusals;
        elsif jsonb_array_length(v_units) > 1 then
            v_queue := v_queue || (
                select jsonb_agg(h.units)
                from (
                    select jsonb_agg(u.unit) as units
                    from jsonb_array_elements(v_units) with ordinality as u (unit, place)
                    group by u.place * 2 <= jsonb_array_length(v_units)
                ) as h
            );
        else
            v_found := v_found || (
                select coalesce(jsonb_agg(jsonb_build_object(
                    'column', v_units #> '{0,name}',
                    'constraint', v_units #> '{0,constraint_name}',
                    'cause', f.cause,
                    'sqlstate', f.failure,
                    'rows', f.rows,
                    'is_minimum', f.is_minimum
                ) order by f.cause, f.failure), '[]')
                from lockstep_private.analysis_failures(shape, v_units -> 0, from_sql) as f
                where f.rows > 0
            );
        end if;
    end loop;

    return v_found;
end;
$body$;

comment on function lockstep_private.analysis_refusals is
    'What the target would refuse of the rows of from_sql: rows by column, cause and constraint. A '
    'row that is refused for two reasons counts for both.';
