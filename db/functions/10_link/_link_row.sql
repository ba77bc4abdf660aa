-- room: link    audience: private    calls: nothing
create function lockstep_private.link_row(link text)
    returns lockstep_state.link
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_link lockstep_state.link;
begin
    select l.* into r_link from lockstep_state.link as l where l.name = link_row.link;

    if not found then
        raise exception using
            errcode = 'LSL01',
            message = format('link %L does not exist', link),
            hint    = 'List the links: select name from lockstep.links; '
                'create one: lockstep link create.';
    end if;

    return r_link;
end;
$body$;

comment on function lockstep_private.link_row is
    'What is known of a link. Raises LSL01 if there is none.';
