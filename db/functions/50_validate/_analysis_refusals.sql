-- room: validate    audience: private    calls: analysis_units analysis_unit analysis_failures
--
-- All columns at once; only if that fails, each by itself; only what fails then, value by value.
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
    v_units jsonb;
    v_unit  jsonb;
    r_try   record;
begin
    for v_units in
        select jsonb_agg(to_jsonb(u.*) order by u.name, u.constraint_name)
        from lockstep_private.analysis_units(shape.entity) as u
        group by u.is_plain
        order by u.is_plain
    loop
        r_try := lockstep_private.analysis_unit(shape.entity, v_units, from_sql);
        if r_try.failure is null then
            v_found := v_found || r_try.refusals;
            continue;
        end if;
        for v_unit in select u.unit from jsonb_array_elements(v_units) as u (unit) loop
            r_try := lockstep_private.analysis_unit(
                shape.entity, jsonb_build_array(v_unit), from_sql
            );
            v_found := v_found || case
                when r_try.failure is null then r_try.refusals
                else (
                    select coalesce(jsonb_agg(jsonb_build_object(
                        'column', v_unit -> 'name',
                        'constraint', v_unit -> 'constraint_name',
                        'cause', f.cause,
                        'sqlstate', f.failure,
                        'rows', f.rows,
                        'is_minimum', f.is_minimum
                    ) order by f.cause, f.failure), '[]')
                    from lockstep_private.analysis_failures(shape, v_unit, from_sql) as f
                    where f.rows > 0
                )
            end;
        end loop;
    end loop;

    return v_found;
end;
$body$;

comment on function lockstep_private.analysis_refusals is
    'What the target would refuse of the rows of from_sql: rows by column, cause and constraint. A '
    'row that is refused for two reasons counts for both.';
