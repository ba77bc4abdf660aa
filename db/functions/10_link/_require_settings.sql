-- room: link    audience: private    calls: nothing
create function lockstep_private.require_settings(link text, settings jsonb)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if (settings ->> 'server_version_num')::integer < 110000 then
        raise exception using
            errcode = 'LSL12',
            message = format(
                'the source of link %L is PostgreSQL %s', link, settings ->> 'server_version'
            ),
            detail  = 'Sources before 11 lack the hash functions that rows are compared with.',
            hint    = 'Upgrade the source, or restore a copy into a newer server and link that.';
    end if;

    if settings ->> 'default_transaction_read_only' is distinct from 'on' then
        raise exception using
            errcode = 'LSL13',
            message = format('sessions of link %L at the source are not read-only', link),
            detail  = 'The source, or a pooler before it, ignores the session''s options.',
            hint    = 'Connect directly or through a pooler in session mode that passes '
                'default_transaction_read_only on.';
    end if;
end;
$body$;

comment on function lockstep_private.require_settings is
    'Raises an error if the source is too old (LSL12) or could be written (LSL13).';
