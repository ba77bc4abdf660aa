-- Before anything is touched: can lockstep live in this database at all?
do $body$
begin
    if current_setting('server_version_num')::integer < 150000 then
        raise exception using
            errcode = 'LSK03',
            message = format('the target is PostgreSQL %s', current_setting('server_version')),
            hint    = 'lockstep needs PostgreSQL 15 or newer as target. Upgrade it or choose another.';
    end if;

    if pg_catalog.pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' then
        raise exception using
            errcode = 'LSK04',
            message = format('database %L cannot be written', pg_catalog.current_database()),
            hint    = 'It is a replica or its sessions are read-only. Give the URL of the primary.';
    end if;

    if not pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE') then
        raise exception using
            errcode = 'LSK05',
            message = format(
                'role %L may not create schemas in database %L',
                current_user, pg_catalog.current_database()
            ),
            hint    = format(
                'Its owner can run: grant create on database %I to %I;',
                pg_catalog.current_database(), current_user
            );
    end if;
end;
$body$;
