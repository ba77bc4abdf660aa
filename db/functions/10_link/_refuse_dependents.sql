-- room: link    audience: private    calls: link_dependents
create function lockstep_private.refuse_dependents(
    link    text,
    changes lockstep_private.link_change[]
)
    returns void
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_detail   text;
    v_entities text;
begin
    select
        string_agg(distinct format('%s uses %I%s', coalesce('entity ' || d.entity, d.dependent),
            d.local_table, '.' || quote_ident(d.name)), e'\n'),
        string_agg(distinct format('lockstep entity drop %s', d.entity), '; ')
    into v_detail, v_entities
    from unnest(changes) as c
    join lockstep_private.link_dependents(link) as d
        on d.local_table = c.local_table
        and (c.change = 'dropped' or d.name = any (c.touched));

    if v_detail is not null then
        raise exception using
            errcode = 'LSL15',
            message = format('what changed at the source of link %L is in use', link),
            detail  = v_detail,
            hint    = format('Nothing was changed. %s; then import again and define them anew.',
                coalesce('Drop what is in the way: ' || v_entities, 'Drop what is in the way'));
    end if;
end;
$body$;

comment on function lockstep_private.refuse_dependents is
    'Raises LSL15 if a table or column that would be dropped or get another type is used.';
