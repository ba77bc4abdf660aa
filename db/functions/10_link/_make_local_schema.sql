-- room: link    audience: private    calls: nothing
create function lockstep_private.make_local_schema(local_schema text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_schema  regnamespace := to_regnamespace(quote_ident(local_schema));
    v_problem text;
begin
    if v_schema is null and local_schema !~ '^(pg_|lockstep|$)' then
        execute format('create schema %I', local_schema);
        execute format('comment on schema %I is %L', local_schema,
            'Linked tables of lockstep: foreign tables of the source, read only.');
        return;
    end if;

    v_problem := case
        when v_schema is null or local_schema ~ '^(pg_|lockstep)' then 'The name is reserved.'
        when exists (select from pg_class as c where c.relnamespace = v_schema)
            then 'It holds tables or views already.'
        when not has_schema_privilege(v_schema, 'CREATE') then 'This role may not create in it.'
    end;
    if v_problem is not null then
        raise exception using
            errcode = 'LSL04',
            message = format('schema %L cannot hold the linked tables', local_schema),
            detail  = v_problem,
            hint    = 'Choose a local schema that does not exist yet or is empty.';
    end if;
end;
$body$;

comment on function lockstep_private.make_local_schema is
    'Makes the schema for the linked tables; one that is there must be empty. Else raises LSL04.';
