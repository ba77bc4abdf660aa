-- room: link    audience: private    calls: refuse_link
--
-- What libpq and the source's server say is text without a code: the known causes are told by it.
create function lockstep_private.refuse_connection(link text, code text, cause text)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_login text := format(
        'the credentials of a link: select lockstep.link_password(%L, user, password);', link
    );
begin
    case
        when code = '42704' then
            perform lockstep_private.refuse_link('LSL17', cause,
                format('link %L has no credentials for role %L', link, current_user),
                'Set ' || v_login);
        when code = '2F003' then
            perform lockstep_private.refuse_link('LSL09', cause,
                format('the source of link %L does not ask for a password', link),
                'Only superusers may connect so. Have the source ask for one: scram-sha-256 '
                'instead of trust or peer in its pg_hba.conf.');
        when cause ~* 'SSL error|not support SSL|certificate|no pg_hba.* (no encryption|SSL off)'
            and cause !~* 'no pg_hba.* (SSL encryption|SSL on)' then
            perform lockstep_private.refuse_link('LSL10', cause,
                format('link %L and its source disagree on encryption', link),
                'Choose another sslmode: disable, prefer, require, verify-full.');
        when cause ~* 'database ".*" does not exist' then
            perform lockstep_private.refuse_link('LSL07', cause,
                format('the database of link %L does not exist', link),
                'Correct the name of the database; capitals count.');
        when cause ~* 'authentication failed|pg_hba|no password supplied|not permitted|'
            'CONNECT privilege|permission denied for database|role ".*" does not exist' then
            perform lockstep_private.refuse_link('LSL08', cause,
                format('the source of link %L does not let the login in', link),
                'Correct user and password, or pg_hba.conf at the source. To change ' || v_login);
        when cause ~* 'could not translate|connection refused|timeout expired|timed out|no route|'
            'unreachable|closed the connection|no such file' then
            perform lockstep_private.refuse_link('LSL06', cause,
                format('the source of link %L cannot be reached', link),
                'It is this database server that connects, not your machine: check host, port '
                'and firewall from there, and that the source is running.');
        when cause ~* 'startup parameter' then
            perform lockstep_private.refuse_link('LSL21', cause,
                format('link %L goes through a pooler that cannot carry it', link),
                'Give the direct port of the source, or that of the pooler''s session mode.');
        else
            perform lockstep_private.refuse_link('LSL11', cause,
                format('link %L cannot connect', link),
                'Remove the cause and run it again.');
    end case;
end;
$body$;

comment on function lockstep_private.refuse_connection is
    'Raises the error that says in one sentence why the source cannot be reached. code: SQLSTATE '
    'of postgres_fdw''s error; cause: its message.';
