-- room: link    audience: public    calls: clock_difference link_row link_setup_findings link_source_findings link_table_findings source_settings
create function lockstep.check_link(link text)
    returns table ("check" text, level text, entity text, detail text, remedy text, key text)
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_link     lockstep_state.link := lockstep_private.link_row(link);
    v_settings jsonb;
    v_context  text;
begin
    return query select f.* from lockstep_private.link_setup_findings(link) as f order by f.key;

    begin
        v_settings := lockstep_private.source_settings(link);
    exception
        -- boundary: a source that cannot be reached is a finding, whatever the reason
        when query_canceled or others then
            get stacked diagnostics
                detail = pg_exception_detail,
                remedy = pg_exception_hint,
                v_context = pg_exception_context;
            if sqlstate = '57014' and v_context !~ 'remote SQL command' then
                raise;
            end if;
            remedy  := coalesce(nullif(remedy, ''), 'mend it at the source, and check again');
            "check" := 'link_connection';
            level   := 'error';
            detail  := concat_ws(': ', sqlerrm, nullif(detail, ''));
            key     := 'link_connection:' || r_link.name;
            return next;
            return;
    end;

    return query
        select f.*
        from lockstep_private.link_source_findings(
            link, v_settings, lockstep_private.clock_difference(link)
        ) as f
        order by f.key;
    return query select f.* from lockstep_private.link_table_findings(link) as f order by f.key;
end;
$body$;

comment on function lockstep.check_link is
    'Findings about a link: connection, session, clock, options, and what changed at the source '
    'since the import. A healthy link has none above level info.';
