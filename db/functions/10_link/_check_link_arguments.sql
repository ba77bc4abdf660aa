-- room: link    audience: private    calls: check_credentials
create function lockstep_private.check_link_arguments(
    link     text,
    host     text,
    port     integer,
    database text,
    username text,
    password text,
    schemas  text[],
    sslmode  text
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_wrong text;
begin
    if link is null or link !~ '^[a-z][a-z0-9_]{0,39}$' then
        raise exception using
            errcode = 'LSL03',
            message = format('%L is no name for a link', link),
            hint    = 'Begin with a letter; a-z, 0-9 and _, at most 40 of them.';
    end if;

    if exists (select from lockstep_state.link as l where l.name = link) then
        raise exception using
            errcode = 'LSL02',
            message = format('link %L exists already', link),
            hint    = format('Import its tables: lockstep link import %1$s; or remove it first: '
                'lockstep link drop %1$s.', link);
    end if;

    v_wrong := case
        when coalesce(btrim(host), '') = '' then 'host: empty'
        when port is null or port not between 1 and 65535 then format('port: %s', port)
        when coalesce(database, '') = '' then 'database: empty'
        when sslmode is null or sslmode
            not in ('disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full')
            then format('sslmode: %s', sslmode)
        when coalesce(cardinality(schemas), 0) = 0 or array_position(schemas, null) is not null
            then 'schemas: none'
    end;
    if v_wrong is not null then
        raise exception using
            errcode = 'LSL19',
            message = format('link %L cannot be made with this %s', link, v_wrong),
            hint    = 'host, port and database as psql takes them; schemas like ''{public}''; '
                'sslmode: disable, allow, prefer, require, verify-ca or verify-full.';
    end if;
    perform lockstep_private.check_credentials(username, password);
end;
$body$;

comment on function lockstep_private.check_link_arguments is
    'Refuses arguments that no link can be made with.';
