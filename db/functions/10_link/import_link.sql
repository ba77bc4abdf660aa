-- room: link    audience: public    calls: lay_catalogs link_row planned_changes refuse_dependents source_picture source_settings store_picture
create function lockstep.import_link(link text)
    returns table (
        remote_schema text,
        remote_table  text,
        local_table   text,
        kind          text,
        change        text,
        reason        text
    )
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_link    text := (lockstep_private.link_row(link)).name;
    r_picture lockstep_private.far_picture;
    v_changes lockstep_private.link_change[];
    v_statement_sql text;
begin
    perform from lockstep_state.link as l where l.name = v_link for update;
    perform lockstep_private.lay_catalogs(link);
    update lockstep_state.link as l
    set remote_version = (lockstep_private.source_settings(link) ->> 'server_version_num')::integer
    where l.name = v_link;

    r_picture := lockstep_private.source_picture(link);
    v_changes := array(select c from lockstep_private.planned_changes(link, r_picture) as c);
    perform lockstep_private.refuse_dependents(link, v_changes);

    for v_statement_sql in
        select c.statement_sql
        from unnest(v_changes) as c
        where c.statement_sql is not null
        order by c.change = 'dropped' desc, c.local_table
    loop
        execute v_statement_sql;
    end loop;
    perform lockstep_private.store_picture(link, r_picture);

    return query
        select c.remote_schema, c.remote_table, c.local_table, c.kind, c.change, c.reason
        from unnest(v_changes) as c
        order by c.remote_schema, c.remote_table;
end;
$body$;

comment on function lockstep.import_link is
    'Reads the catalogs of the source and brings the linked tables up to date with them. change: '
    'created, changed, unchanged, dropped, not linked, or covered (its rows come through its '
    'parent). Refuses, and changes nothing, if an entity uses what would go.';
