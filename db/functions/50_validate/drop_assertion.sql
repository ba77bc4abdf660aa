-- room: validate    audience: public    calls: entity_row
create function lockstep.drop_assertion(entity text, name text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.entity_row(entity);
    delete from lockstep_state.assertion as a
    where a.entity = drop_assertion.entity and a.name = drop_assertion.name;
    if not found then
        raise exception using
            errcode = 'LSV04',
            message = format('entity %L has no assertion %L', entity, name),
            hint    = 'List them: select * from lockstep.assertions;';
    end if;
end;
$body$;

comment on function lockstep.drop_assertion is
    'Forgets an assertion. Raises LSE01 and LSV04.';
