-- room: adopt    audience: private    calls: nothing
create function lockstep_private.refuse_adoption(entity text, problem text, hint text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    raise exception using
        errcode = 'LSE21',
        message = format('entity %L cannot be adopted: %s', entity, problem),
        hint    = hint;
end;
$body$;

comment on function lockstep_private.refuse_adoption is
    'Says why target rows of an entity cannot be adopted. Raises LSE21.';
