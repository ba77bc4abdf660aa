-- Who may. Runs last in every deploy, so that rights never depend on what was there before.

-- Nobody by default, whatever the default privileges of this database are.
do $body$
declare
    v_grantee text;
    v_schema  text;
begin
    foreach v_grantee in array '{public,anon,authenticated,service_role}'::text[] loop
        continue when v_grantee <> 'public' and pg_catalog.to_regrole(v_grantee) is null;
        foreach v_schema in array
            '{lockstep,lockstep_private,lockstep_state,lockstep_ledger,lockstep_mapping}'::text[]
        loop
            execute format('revoke all on schema %s from %s', v_schema, v_grantee);
            execute format('revoke all on all tables in schema %s from %s', v_schema, v_grantee);
            execute format('revoke all on all routines in schema %s from %s', v_schema, v_grantee);
            execute format('revoke all on all sequences in schema %s from %s', v_schema, v_grantee);
        end loop;
    end loop;
end;
$body$;

-- Admins define links and entities.
grant usage, create on schema lockstep_ledger, lockstep_mapping to lockstep_admin;
grant usage on schema lockstep, lockstep_private, lockstep_state to lockstep_admin;
grant execute on all routines in schema lockstep, lockstep_private to lockstep_admin;
grant all on all tables in schema lockstep, lockstep_state, lockstep_ledger, lockstep_mapping
    to lockstep_admin;
grant usage on all sequences in schema lockstep_state to lockstep_admin;

-- Runners start runs and call step.
grant usage on schema lockstep, lockstep_private, lockstep_state, lockstep_ledger, lockstep_mapping
    to lockstep_runner;
grant execute on all routines in schema lockstep, lockstep_private to lockstep_runner;
grant select, insert, update, delete on all tables in schema lockstep_state, lockstep_ledger
    to lockstep_runner;
grant select on all tables in schema lockstep, lockstep_mapping to lockstep_runner;
grant usage on all sequences in schema lockstep_state to lockstep_runner;
alter default privileges in schema lockstep_ledger
    grant select, insert, update, delete on tables to lockstep_runner;
alter default privileges in schema lockstep_mapping grant select on tables to lockstep_runner;

-- Viewers read the views.
grant usage on schema lockstep to lockstep_viewer;
grant select on all tables in schema lockstep to lockstep_viewer;
