-- room: link    audience: private    calls: link_row
create function lockstep_private.link_source_findings(
    link     text,
    settings jsonb,
    clock    interval
)
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language sql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
    select f."check", f.level, null, f.detail, f.remedy, format('%s:%s', f."check", link)
    from lockstep_private.link_row(link) as l
    cross join lateral (
        select (settings ->> 'server_version_num')::integer as version
    ) as s
    cross join lateral (
        values
            (
                'link_read_only', 'error',
                settings ->> 'default_transaction_read_only' is distinct from 'on',
                format('sessions of link %s at the source are not read-only', link),
                'connect directly or through a pooler in session mode'
            ),
            (
                'link_version', 'error', s.version < 110000,
                format('the source of link %s is PostgreSQL %s', link,
                    settings ->> 'server_version'),
                'sources before 11 cannot be compared: upgrade it or link a restored copy'
            ),
            (
                'link_version', 'info', s.version <> l.remote_version,
                format('the source of link %s is PostgreSQL %s now, it was %s', link,
                    s.version / 10000, l.remote_version / 10000),
                'lockstep link import ' || link
            ),
            (
                'link_clock', 'warning', abs(extract(epoch from clock)) > 2,
                format('the clock of the source of link %s differs by %s', link, clock),
                'let both servers follow the same time (NTP); watermarks compare times'
            ),
            (
                'link_not_imported', 'warning', l.imported_at is null,
                format('the tables of link %s were never imported', link),
                'lockstep link import ' || link
            )
    ) as f ("check", level, is_so, detail, remedy)
    where f.is_so;
$body$;

comment on function lockstep_private.link_source_findings is
    'What is wrong with the source as such. settings: of source_settings(); clock: of '
    'clock_difference().';
