-- room: entity    audience: public    calls: group_row group_members
create function lockstep.entities_of(groups text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_unknown  text;
    v_entities text[];
begin
    perform lockstep_private.group_row(g.name)
    from unnest(groups) as g (name)
    where g.name is distinct from 'all';

    select
        string_agg(
            format('%L names %s %L', m.holder, m.kind, m.name), ', ' order by m.holder, m.name
        ) filter (where not m.is_defined),
        array_agg(distinct m.name) filter (where m.kind = 'entity')
    into v_unknown, v_entities
    from lockstep_private.group_members(groups) as m;
    if v_unknown is not null then
        raise exception using
            errcode = 'LSE33',
            message = format('groups name what is not defined: %s', v_unknown),
            hint    = 'Define it (lockstep entity load DIR), or define the group without it.';
    end if;

    return coalesce(v_entities, '{}');
end;
$body$;

comment on function lockstep.entities_of is
    'The entities of some groups, sorted; of "all", every one. For all that takes names: '
    'lockstep.start_run(''sync'', lockstep.entities_of(''{core}'')). Raises LSE32, and LSE33 where '
    'a group names what is not defined.';
