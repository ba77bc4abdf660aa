-- The three roles that rights are granted to. They belong to the whole server, so they may be there already.
do $body$
declare
    v_missing text[];
    v_role    text;
begin
    select coalesce(pg_catalog.array_agg(w.name order by w.name), '{}')
    into v_missing
    from pg_catalog.unnest('{lockstep_admin,lockstep_runner,lockstep_viewer}'::text[]) as w (name)
    where pg_catalog.to_regrole(w.name) is null;

    if v_missing <> '{}' and not exists (
        select from pg_catalog.pg_roles as r
        where r.rolname = current_user and (r.rolsuper or r.rolcreaterole)
    ) then
        raise exception using
            errcode = 'LSK07',
            message = format('role %L may not create the roles of lockstep', current_user),
            hint    = format(
                'A superuser can run: %s',
                (select pg_catalog.string_agg(format('create role %I;', m.name), ' ' order by m.name)
                from pg_catalog.unnest(v_missing) as m (name))
            );
    end if;

    foreach v_role in array v_missing loop
        execute format('create role %I nologin', v_role);
        execute format('grant %I to current_user', v_role);
    end loop;
end;
$body$;
