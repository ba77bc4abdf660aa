-- room: report    audience: private    calls: nothing
create function lockstep_private.installation_findings()
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f.*
    from (
        select
            'server_version', 'error', null::text,
            format(
                'PostgreSQL %s is too old: 15 or later is needed', current_setting('server_version')
            ),
            'upgrade the target', 'server_version'
        where current_setting('server_version_num')::integer < 150000
        union all
        select
            'wrapper', 'error', null,
            'extension postgres_fdw is missing',
            'create extension postgres_fdw with schema extensions;', 'wrapper'
        where not exists (select from pg_extension as e where e.extname = 'postgres_fdw')
        union all
        select
            'wrapper_right', 'error', null,
            format('role %s may not use postgres_fdw', current_user),
            format(
                'as a superuser: grant usage on foreign data wrapper postgres_fdw to %I;',
                current_user
            ),
            'wrapper_right'
        from pg_foreign_data_wrapper as w
        where w.fdwname = 'postgres_fdw'
            and not has_foreign_data_wrapper_privilege(w.oid, 'usage')
        union all
        select
            'exposed_schema', 'error', null,
            format('role %s can use schema %s', r.rolname, n.nspname),
            format('revoke all on schema %I from %I;', n.nspname, r.rolname),
            format('exposed_schema:%s:%s', n.nspname, r.rolname)
        from pg_namespace as n
        cross join pg_roles as r
        where n.nspname in (
                'lockstep', 'lockstep_private', 'lockstep_state', 'lockstep_ledger',
                'lockstep_mapping'
            )
            and r.rolname in ('anon', 'authenticated')
            and has_schema_privilege(r.oid, n.oid, 'usage')
        union all
        select
            'salt', 'error', null,
            'the salt of derived keys is missing',
            'restore table lockstep_state.setting from a backup: without it new keys differ', 'salt'
        where not exists (select from lockstep_state.setting as s where s.name = 'salt')
        union all
        select
            'role', 'warning', null,
            format('role %s does not exist', n.name),
            'lockstep deploy, as a role that may create roles', format('role:%s', n.name)
        from unnest('{lockstep_admin,lockstep_runner,lockstep_viewer}'::text[]) as n (name)
        where to_regrole(n.name) is null
        union all
        select
            'ledger_owner', 'info', null,
            format('ledger %s belongs to no entity', c.relname),
            format('drop table lockstep_ledger.%I;', c.relname),
            format('ledger_owner:%s', c.relname)
        from pg_class as c
        where c.relnamespace = to_regnamespace('lockstep_ledger')
            and c.relkind = 'r'
            and not exists (select from lockstep_state.entity as e where e.name = c.relname)
    ) as f ("check", level, entity, detail, remedy, key);
$body$;

comment on function lockstep_private.installation_findings is
    'What is wrong with the installation on this server.';
