-- room: validate    audience: private    calls: assertion_rows is_of_check failed_check finding_of
create function lockstep_private.assertion_findings(shape lockstep_private.shape)
    returns setof lockstep_private.finding
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    c_most      constant integer := 1001;
    r_assertion lockstep_state.assertion;
    v_rows      bigint;
begin
    for r_assertion in
        select a.* from lockstep_state.assertion as a where a.entity = shape.entity order by a.name
    loop
        begin
            v_rows := lockstep_private.assertion_rows(r_assertion, c_most);
        exception
            -- boundary: an assertion that cannot be run has not been met.
            when others then
                if not lockstep_private.is_of_check(sqlstate) then
                    raise;
                end if;
                return next lockstep_private.failed_check(
                    'assertion', shape.entity, r_assertion.name, sqlstate, sqlerrm
                );
                continue;
        end;
        continue when v_rows = 0;

        return next lockstep_private.finding_of(
            'assertion', 'error', shape.entity, r_assertion.name,
            format(
                'assertion %s is not met: %s rows%s',
                r_assertion.name,
                case
                    when v_rows = c_most then format('more than %s', c_most - 1)
                    else v_rows::text
                end,
                ' (' || nullif(r_assertion.description, '') || ')'
            ),
            format(
                'see them, with the query of: select a.query from lockstep.assertions as a '
                    'where a.entity = %L and a.name = %L;',
                shape.entity, r_assertion.name
            ),
            v_rows
        );
    end loop;
end;
$body$;

comment on function lockstep_private.assertion_findings is
    'Assertions of an entity that return rows (up to 1,001 are counted), or cannot be run.';
