-- room: validate    audience: public    calls: checks entity_row tap_lines
create function lockstep.verify(entity text default null)
    returns setof text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entities text[] := array(
        select e.name
        from lockstep_state.entity as e
        where verify.entity is null or e.name = verify.entity
        order by e.name
    );
    v_checks   integer := (select count(*) from lockstep_private.checks());
begin
    if entity is not null then
        perform lockstep_private.entity_row(entity);
    end if;

    return next format('1..%s', cardinality(v_entities) * v_checks);
    for i in 1 .. cardinality(v_entities) loop
        return query
        select t.line
        from lockstep_private.tap_lines(v_entities[i], (i - 1) * v_checks) as t (line);
    end loop;
end;
$body$;

comment on function lockstep.verify is
    'The checks of a validation, of one entity or of all, as lines of TAP: a plan, ok or not ok '
    'for each check, and what was found as comments. All rows are compared. Starts no run and '
    'keeps nothing. Raises LSE01.';
