-- room: control    audience: private    calls: entity_row
create function lockstep_private.run_entities(kind text, entities text[])
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_entities   text[];
    v_incomplete text;
begin
    perform lockstep_private.entity_row(n.name) from unnest(entities) as n (name);

    with recursive wanted (name) as (
        select e.name
        from lockstep_state.entity as e
        where entities is null or e.name = any (entities)
        union
        select r.refers_to
        from wanted as w
        join lockstep_state.entity_ref as r on r.entity = w.name
        where kind in ('sync', 'adopt')
    )
    select array_agg(w.name order by w.name) into v_entities from wanted as w;

    if v_entities is null then
        raise exception using
            errcode = 'LSJ02',
            message = 'no entity is defined',
            hint    = 'Load a folder of mappings: lockstep entity load DIR';
    end if;

    select string_agg(format('%L refers to %L', r.entity, r.refers_to), ', ' order by r.entity)
    into v_incomplete
    from lockstep_state.entity_ref as r
    where r.entity = any (v_entities)
        and not exists (select from lockstep_state.entity as e where e.name = r.refers_to);
    if v_incomplete is not null then
        raise exception using
            errcode = 'LSJ03',
            message = format('entities refer to entities that are not defined: %s', v_incomplete),
            hint    = 'Define them (lockstep entity load DIR), or take the references out.';
    end if;

    return v_entities;
end;
$body$;

comment on function lockstep_private.run_entities is
    'The entities of a run: those named or all, for a sync or adoption with those they '
    'refer to. Raises LSE01, LSJ02 and LSJ03.';
