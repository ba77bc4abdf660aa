-- room: link    audience: private    calls: nothing
--
-- An error inside would carry the statement, and with it the password, in its context. So whatever
-- happens ends here, and another error without a past is raised.
create function lockstep_private.set_credentials(server text, username text, password text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_code  text;
    v_cause text;
begin
    begin
        if exists (
            select from pg_user_mappings as m
            where m.srvname = server and m.usename = current_user
        ) then
            execute format('drop user mapping for current_user server %I', server);
        end if;

        execute format(
            'create user mapping for current_user server %I options (user %L, password %L)',
            server, username, password
        );
        return;
    exception
        -- boundary: the original would show the password
        when query_canceled or assert_failure or others then
            get stacked diagnostics v_code = returned_sqlstate, v_cause = message_text;
    end;

    raise exception using
        errcode = 'LSL18',
        message = format('the credentials for server %L could not be stored', server),
        detail  = format('%s (SQLSTATE %s)', v_cause, v_code),
        hint    = 'Remove the cause and run it again; nothing was changed.';
end;
$body$;

comment on function lockstep_private.set_credentials is
    'Creates or replaces the user mapping of the current user, without ever showing the password.';
