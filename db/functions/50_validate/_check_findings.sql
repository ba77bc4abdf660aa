-- room: validate    audience: private    calls: row_findings content_findings success_finding total_findings foreign_key_findings reference_findings unique_findings not_null_findings check_constraint_findings sequence_findings assertion_findings is_of_check failed_check
create function lockstep_private.check_findings(
    "check"  text,
    shape    lockstep_private.shape,
    standing lockstep_private.standing
)
    returns setof lockstep_private.finding
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    case check_findings."check"
        when 'rows' then
            return query select * from lockstep_private.row_findings(shape, standing);
        when 'content' then
            return query select * from lockstep_private.content_findings(shape, standing);
        when 'success' then
            return query select * from lockstep_private.success_finding(shape, standing);
        when 'total' then
            return query select * from lockstep_private.total_findings(shape, standing);
        when 'foreign_key' then
            return query select * from lockstep_private.foreign_key_findings(shape);
        when 'reference' then
            return query select * from lockstep_private.reference_findings(shape);
        when 'unique' then
            return query select * from lockstep_private.unique_findings(shape);
        when 'not_null' then
            return query select * from lockstep_private.not_null_findings(shape);
        when 'check_constraint' then
            return query select * from lockstep_private.check_constraint_findings(shape);
        when 'sequence' then
            return query select * from lockstep_private.sequence_findings(shape);
        when 'assertion' then
            return query select * from lockstep_private.assertion_findings(shape);
    end case;
exception
    -- boundary: what cannot be checked is a finding, and the other checks go on.
    when others then
        if not lockstep_private.is_of_check(sqlstate) then
            raise;
        end if;
        return next lockstep_private.failed_check(
            check_findings."check", shape.entity, null, sqlstate, sqlerrm
        );
end;
$body$;

comment on function lockstep_private.check_findings is
    'What one check has to say of an entity; that it could not be done, if so.';
