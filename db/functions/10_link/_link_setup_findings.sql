-- room: link    audience: private    calls: link_options link_row
create function lockstep_private.link_setup_findings(link text)
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    with
    actual as (
        select l.server, o.option_name as name, o.option_value as value
        from lockstep_private.link_row(link) as l
        join pg_foreign_server as s on s.srvname = l.server
        cross join lateral pg_options_to_table(s.srvoptions) as o
    ),
    -- Where the source is may be changed: then only the rest has to be as it was made.
    wanted as (
        select w.*
        from (
            select
                max(a.value) filter (where a.name = 'host') as host,
                max(a.value) filter (where a.name = 'port') as port,
                max(a.value) filter (where a.name = 'dbname') as database,
                max(a.value) filter (where a.name = 'sslmode') as sslmode
            from actual as a
        ) as p
        cross join lateral lockstep_private.link_options(
            p.host, p.port::integer, p.database, p.sslmode
        ) as w
    )
    select
        'link_options',
        'warning',
        null,
        format('server option %s of link %s is %L, made as %L', coalesce(w.name, a.name), link,
            a.value, w.value),
        format('alter server %I options (%s)', (lockstep_private.link_row(link)).server,
            case
                when a.name is null then format('add %I %L', w.name, w.value)
                when w.name is null then format('drop %I', a.name)
                else format('set %I %L', w.name, w.value)
            end),
        format('link_options:%s:%s', link, coalesce(w.name, a.name))
    from wanted as w
    full join actual as a on a.name = w.name
    where a.value is distinct from w.value;
$body$;

comment on function lockstep_private.link_setup_findings is
    'Options of the server that somebody has changed since the link was created.';
