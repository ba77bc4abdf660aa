-- room: validate    audience: private    calls: entity_row try_assertion
create function lockstep_private.put_assertion(assertion lockstep_state.assertion)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_new lockstep_state.assertion := assertion;
    r_old lockstep_state.assertion;
begin
    perform lockstep_private.entity_row(r_new.entity);
    if coalesce(r_new.name, '') !~ '^[a-z][a-z0-9_]{0,39}$' then
        raise exception using
            errcode = 'LSV03',
            message = format('%L cannot be the name of an assertion', r_new.name),
            hint    = 'Take up to 40 lower-case letters, digits and _, a letter first.';
    end if;
    perform lockstep_private.try_assertion(r_new);

    select a.*
    into r_old
    from lockstep_state.assertion as a
    where a.entity = r_new.entity and a.name = r_new.name;
    if (r_old.query, r_old.search_path, r_old.description)
        is not distinct from (r_new.query, r_new.search_path, r_new.description)
    then
        return 'unchanged';
    end if;

    insert into lockstep_state.assertion as a (entity, name, query, search_path, description)
    values (r_new.entity, r_new.name, r_new.query, r_new.search_path, r_new.description)
    on conflict on constraint assertion_pkey do update
    set query       = excluded.query,
        search_path = excluded.search_path,
        description = excluded.description,
        defined_at  = now();
    return case when r_old.name is null then 'created' else 'changed' end;
end;
$body$;

comment on function lockstep_private.put_assertion is
    'Stores an assertion after trying it. Returns created, changed or unchanged. Raises LSE01, '
    'LSV02 and LSV03.';
