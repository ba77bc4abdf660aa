-- room: link    audience: public    calls: check_credentials link_row open_source set_credentials
create function lockstep.link_password(link text, username text, password text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_link lockstep_state.link := lockstep_private.link_row(link);
begin
    perform lockstep_private.check_credentials(username, password);
    perform lockstep_private.set_credentials(r_link.server, username, password);

    -- The new mapping gets a connection of its own, so this really logs in again.
    perform lockstep_private.open_source(link);
end;
$body$;

comment on function lockstep.link_password is
    'Gives the current role new credentials for a link, and tries them. Other roles keep theirs. '
    'If the login fails, the old ones stay.';
