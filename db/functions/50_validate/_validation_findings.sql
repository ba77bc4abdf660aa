-- room: validate    audience: private    calls: take_standing checks failed_check check_findings
create function lockstep_private.validation_findings(
    shape lockstep_private.shape,
    how   lockstep_private.standing,
    run   bigint,
    out standing lockstep_private.standing,
    out findings lockstep_private.finding[]
)
    returns record
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_taken record := lockstep_private.take_standing(shape, how, run);
    v_check text;
begin
    standing := r_taken.standing;
    findings := '{}';
    for v_check in select c."check" from lockstep_private.checks() as c loop
        if (standing.source_rows is null and v_check in ('rows', 'total'))
            or (standing.looked_at is null and v_check in ('content', 'success'))
        then
            findings := findings || lockstep_private.failed_check(
                v_check, shape.entity, null, r_taken.code, r_taken.message
            );
        else
            findings := findings || array(
                select f from lockstep_private.check_findings(v_check, shape, standing) as f
            );
        end if;
    end loop;
end;
$body$;

comment on function lockstep_private.validation_findings is
    'All checks of an entity: how its rows stand (null where that cannot be told) and what was '
    'found. how: sample, min_success; run: whose comparison of the content counts, null for none.';
