-- room: link    audience: private    calls: nothing
create function lockstep_private.check_credentials(username text, password text)
    returns void
    language plpgsql
    immutable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if coalesce(username, '') = '' or coalesce(password, '') = '' then
        raise exception using
            errcode = 'LSL20',
            message = 'a link needs a user name and a password',
            hint    = 'PostgreSQL lets only superusers use a link without a password.';
    end if;
end;
$body$;

comment on function lockstep_private.check_credentials is
    'Raises LSL20 if user name or password is empty.';
