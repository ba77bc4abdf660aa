-- room: kernel    audience: public    calls: live_definitions
create function lockstep.record_deployment(version text, files_hash text)
    returns bigint
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_definitions bigint;
begin
    insert into lockstep_state.deployment (version, files_hash)
    values (record_deployment.version, record_deployment.files_hash);

    delete from lockstep_state.deployed_function where true;
    insert into lockstep_state.deployed_function (signature, definition_hash)
    select l.signature, l.definition_hash
    from lockstep_private.live_definitions() as l;
    get diagnostics v_definitions = row_count;

    return v_definitions;
end;
$body$;

comment on function lockstep.record_deployment is
    'Remembers the version and every function and view as just laid. Called by lockstep deploy.';
