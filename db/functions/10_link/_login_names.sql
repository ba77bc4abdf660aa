-- room: link    audience: private    calls: link_row
--
-- A pooler takes user.project for the role user.
create function lockstep_private.login_names(link text)
    returns text[]
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select array_agg(v.name)
    from pg_user_mappings as m
    cross join lateral pg_options_to_table(m.umoptions) as o
    cross join lateral (values (o.option_value), (split_part(o.option_value, '.', 1))) as v (name)
    where m.srvname = (lockstep_private.link_row(link)).server
        and m.usename = current_user
        and o.option_name = 'user';
$body$;

comment on function lockstep_private.login_names is
    'What the role may be called that the link logs in as.';
