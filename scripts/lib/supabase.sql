-- What a Supabase project looks like to lockstep: roles, grants, schemas. Nothing else of the platform.
-- Run by scripts/lib/supabase.ts as the first superuser, once, in database `postgres`.
-- Settings: lockstep.password (of role postgres), lockstep.expose (`on`: older projects, see below).

-- Roles. Users get `postgres`: it may make roles and databases, but is no superuser.
do $do$
begin
    execute format(
        'create role postgres login createdb createrole replication bypassrls password %L',
        current_setting('lockstep.password')
    );
end;
$do$;

create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator login noinherit;
create role dashboard_user nologin createdb createrole replication;
create role supabase_auth_admin login noinherit;
create role supabase_read_only_user login bypassrls;
create role supabase_privileged_role nologin;

-- Who is in whom. From 16 on, `postgres` may also pass these memberships on.
grant anon, authenticated, service_role to authenticator;
grant pg_read_all_data, pg_monitor to supabase_read_only_user;
grant supabase_privileged_role to postgres;

do $do$
begin
    execute 'grant anon, authenticated, service_role, pg_monitor, pg_read_all_data,'
        ' pg_signal_backend to postgres'
        || case when current_setting('server_version_num')::int >= 160000
            then ' with admin option' else '' end;
end;
$do$;

-- Statements are cut after two minutes, those of the API's roles after seconds.
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';
alter role authenticator set lock_timeout = '8s';
alter role postgres set search_path = "$user", public, extensions;
alter role supabase_auth_admin set search_path = auth;
alter database postgres set statement_timeout = '2min';
alter database postgres set jit = off;
alter database postgres owner to postgres;

-- Extensions have a schema of their own. `postgres` may use it and create in it, but not pass that on.
create schema extensions;
grant usage, create on schema extensions to postgres;
grant usage on schema extensions to anon, authenticated, service_role;

do $do$
declare
    v_extension text;
begin
    foreach v_extension in array array[
        'pgcrypto', 'uuid-ossp', 'postgres_fdw', 'dblink', 'pgtap', 'plpgsql_check'
    ] loop
        if exists (select from pg_available_extensions as a where a.name = v_extension) then
            execute format('create extension %I with schema extensions', v_extension);
        end if;
    end loop;
end;
$do$;

grant all on all routines in schema extensions to postgres with grant option;
grant all on all tables in schema extensions to postgres with grant option;
alter default privileges in schema extensions grant all on routines to postgres with grant option;
alter default privileges in schema extensions grant all on tables to postgres with grant option;

-- Links to other databases: `postgres` makes them, but never without a password.
grant usage on foreign data wrapper postgres_fdw to postgres with grant option;
revoke all on function extensions.dblink_connect_u(text) from public, postgres;
revoke all on function extensions.dblink_connect_u(text, text) from public, postgres;

-- Jobs, where this server has pg_cron: through its functions only, never by writing cron.job.
do $do$
begin
    if current_setting('shared_preload_libraries') !~ 'pg_cron' then
        return;
    end if;

    create extension pg_cron with schema pg_catalog;
    grant usage on schema cron to postgres with grant option;
    grant all on all functions in schema cron to postgres with grant option;
    grant all on all tables in schema cron to postgres with grant option;
    revoke all on cron.job from postgres;
    grant select on cron.job to postgres with grant option;
    revoke trigger on cron.job_run_details from postgres;
end;
$do$;

-- Schema public. Older projects hand every new table to the API's roles, newer ones none.
grant usage on schema public to postgres, anon, authenticated, service_role;

do $do$
declare
    v_owner text;
begin
    foreach v_owner in array array['postgres', 'supabase_admin'] loop
        execute format(
            'alter default privileges for role %1$I in schema public'
            ' grant all on tables to postgres, anon, authenticated, service_role;'
            ' alter default privileges for role %1$I in schema public'
            ' grant all on sequences to postgres, anon, authenticated, service_role;'
            ' alter default privileges for role %1$I in schema public'
            ' grant all on functions to postgres, anon, authenticated, service_role',
            v_owner
        );
    end loop;

    if not current_setting('lockstep.expose')::boolean then
        alter default privileges for role postgres in schema public
            revoke select, insert, update, delete on tables from anon, authenticated, service_role;
        alter default privileges for role postgres in schema public
            revoke usage, select on sequences from anon, authenticated, service_role;
        alter default privileges for role postgres in schema public
            revoke execute on functions from anon, authenticated, service_role;
    end if;
end;
$do$;

-- Users. `postgres` may read and write them, and point foreign keys at them, but owns nothing here.
create schema auth;
grant usage, create on schema auth to supabase_auth_admin;
grant usage on schema auth to postgres, anon, authenticated, service_role;

create table auth.users (
    id uuid primary key,
    email text,
    encrypted_password text,
    raw_app_meta_data jsonb,
    raw_user_meta_data jsonb,
    created_at timestamptz default now(),
    updated_at timestamptz default now()
);
alter table auth.users owner to supabase_auth_admin;
grant all on auth.users to postgres;

create function auth.jwt()
    returns jsonb
    language sql
    stable
as $body$
    select nullif(current_setting('request.jwt.claims', true), '')::jsonb;
$body$;

create function auth.uid()
    returns uuid
    language sql
    stable
as $body$
    select (auth.jwt() ->> 'sub')::uuid;
$body$;

create function auth.role()
    returns text
    language sql
    stable
as $body$
    select auth.jwt() ->> 'role';
$body$;

-- `postgres` may switch triggers off for its session, as a statement, and re-read the configuration.
grant set on parameter session_replication_role to postgres;
grant execute on function pg_reload_conf() to postgres;
