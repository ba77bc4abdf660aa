-- room: apply    audience: private    calls: nothing
create function lockstep_private.prepare_statements(statements text[])
    returns text[]
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_names text[] := array[]::text[];
    v_name  text;
begin
    for i in 1 .. cardinality(statements) loop
        v_name := 'lockstep_statement_' || i;
        if exists (select from pg_prepared_statements as p where p.name = v_name) then
            execute format('deallocate %I', v_name);
        end if;
        execute format('prepare %I (bigint, bigint, text, bigint, boolean) as ', v_name)
            || statements[i];
        v_names := v_names || v_name;
    end loop;

    return v_names;
end;
$body$;

comment on function lockstep_private.prepare_statements is
    'Prepares statements that are to run over many small parts of lockstep_batch. Returns their '
    'names.';
