-- room: schema    audience: private    calls: secondary_objects
create function lockstep_private.refuse_unowned(target text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_target  regclass := target::regclass;
    v_missing text;
    v_grant   text;
begin
    select x.missing, x.remedy
    into v_missing, v_grant
    from lockstep_private.secondary_objects(target) as o
    join pg_class as t on t.oid = v_target
    join pg_namespace as n on n.oid = t.relnamespace
    cross join lateral (
        values
            (
                not pg_has_role(t.relowner, 'usage'),
                format('it belongs to %I', pg_get_userbyid(t.relowner)),
                format('grant %I to %I', pg_get_userbyid(t.relowner), current_user)
            ),
            (
                o.kind = 'index' and not has_schema_privilege(t.relnamespace, 'create'),
                format('an index needs create on schema %I', n.nspname),
                format('grant create on schema %I to %I', n.nspname, current_user)
            ),
            (
                exists (
                    select
                    from unnest(o.ref_columns) as c (name)
                    cross join unnest('{references,select}'::text[]) as p (name)
                    where not has_column_privilege(o.refers_to::regclass, c.name, p.name)
                ),
                format('a foreign key needs references and select on %s', o.refers_to),
                format('grant references, select on %s to %I', o.refers_to, current_user)
            ),
            (
                row_security_active(o.refers_to),
                format('row level security hides rows of %s from the check', o.refers_to),
                'let the owner of that table sync'
            )
    ) as x (is_missing, missing, remedy)
    where x.is_missing
    limit 1;

    if v_missing is not null then
        raise exception using
            errcode = 'LSJ11',
            message = format(
                'role %I may not set aside indexes and foreign keys of %s', current_user, v_target
            ),
            detail  = format('Because %s.', v_missing),
            hint    = format('%s; or sync without --fast-first-load.', v_grant);
    end if;
end;
$body$;

comment on function lockstep_private.refuse_unowned is
    'Refuses to touch a table whose indexes and foreign keys the caller could not put back. '
    'Raises LSJ11.';
