-- room: entity    audience: private    calls: check_target_column try_expression
--
-- These expressions run as they are, without the caller's search_path.
create function lockstep_private.check_archive(entity lockstep_state.entity)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_column record;
begin
    entity.search_path := 'pg_catalog, pg_temp';
    for r_column in
        select c.key as name, c.value as expression
        from jsonb_each_text(entity.archive) as c
        order by c.key
    loop
        perform lockstep_private.check_target_column(entity, r_column.name);
        perform lockstep_private.try_expression(entity, r_column.name, format(
            'explain update %I.%I as t set %I = %s where false',
            entity.target_schema, entity.target_table, r_column.name, r_column.expression
        ));
    end loop;
end;
$body$;

comment on function lockstep_private.check_archive is
    'Tries the assignments of on_delete archive. Raises LSE13 and LSE14.';
