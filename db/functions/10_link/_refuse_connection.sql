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
    v_new_password text := format('select lockstep.link_password(%L, user, password);', link);
begin
    case
        when code = '42704' then
            perform lockstep_private.refuse_link('LSL17', format('link %L has no credentials for role %L',
                link, current_user), cause, 'Give them: ' || v_new_password);
        when code = '2F003' then
            perform lockstep_private.refuse_link('LSL09', format('the source of link %L does not ask for '
                'a password', link), cause, 'PostgreSQL lets only superusers connect without: have the '
                'source ask for one (scram-sha-256 instead of trust or peer in its pg_hba.conf).');
        when cause ~* 'SSL error|does not support SSL|certificate|no pg_hba.* (no encryption|SSL off)'
            and cause !~* 'no pg_hba.* (SSL encryption|SSL on)' then
            perform lockstep_private.refuse_link('LSL10', format('link %L and its source disagree on '
                'encryption', link), cause, 'Choose another sslmode (disable, prefer, require …).');
        when cause ~* 'database ".*" does not exist' then
            perform lockstep_private.refuse_link('LSL07', format('the database of link %L does not exist',
                link), cause, 'Correct the name of the database.');
        when cause ~* 'authentication failed|no pg_hba|no password supplied|not permitted|'
            'CONNECT privilege|role ".*" does not exist' then
            perform lockstep_private.refuse_link('LSL08', format('the source of link %L does not let the '
                'login in', link), cause, 'Correct user and password, or the rules of the source '
                '(pg_hba.conf); for a link that exists: ' || v_new_password);
        when cause ~* 'could not translate|connection refused|timeout expired|timed out|no route|'
            'unreachable|closed the connection|no such file' then
            perform lockstep_private.refuse_link('LSL06', format('the source of link %L cannot be reached',
                link), cause, 'Host and port are seen from this database server, not from your '
                'machine: check them, the firewall, and that the source is running.');
        else
            perform lockstep_private.refuse_link('LSL11', format('link %L cannot connect', link), cause,
                case when cause ~* 'startup parameter' then 'A pooler in transaction mode cannot be a '
                    'source: give the direct port or that of its session mode.'
                else 'Remove the cause and run it again.' end);
    end case;
end;
$body$;

comment on function lockstep_private.refuse_connection is
    'Raises the error that says in one sentence why the source cannot be reached. code: SQLSTATE of '
    'postgres_fdw''s error; cause: its message.';
