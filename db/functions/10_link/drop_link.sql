-- room: link    audience: public    calls: link_dependents link_removal_sql link_row
create function lockstep.drop_link(link text)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
    set client_min_messages = warning
as $body$
declare
    r_link   lockstep_state.link := lockstep_private.link_row(link);
    v_users  text;
    v_schema regnamespace := to_regnamespace(quote_ident(r_link.local_schema));
begin
    select string_agg(distinct coalesce('entity ' || d.entity, d.dependent), ', ')
    into v_users
    from lockstep_private.link_dependents(link) as d;
    if v_users is not null then
        raise exception using
            errcode = 'LSL16',
            message = format('link %L is in use', link),
            detail  = format('Its tables are used by %s.', v_users),
            hint    = 'Drop what uses them first (lockstep entity drop NAME); nothing was changed.';
    end if;

    execute lockstep_private.link_removal_sql(link);
    if not exists (select from pg_class as c where c.relnamespace = v_schema) then
        execute format('drop schema if exists %I', r_link.local_schema);
    end if;
    delete from lockstep_state.link as l where l.name = drop_link.link;
end;
$body$;

comment on function lockstep.drop_link is
    'Removes a link: its linked tables, server and credentials. Refuses while entities use its '
    'tables. The source and what was brought over stay as they are.';
