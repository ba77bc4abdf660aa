-- room: control    audience: private    calls: run_status entity_row undo_refusal
create function lockstep_private.check_undo(run bigint, entities text[], source_key jsonb)
    returns text[]
    language plpgsql
    stable
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_status   text := lockstep_private.run_status(run);
    v_entities text[] := entities;
    v_reason   text;
    v_remedy   text;
begin
    perform lockstep_private.entity_row(n) from unnest(entities) as n;
    if v_entities is null then
        select array_agg(e.name order by e.name)
        into v_entities
        from lockstep_state.run as r
        join lockstep_state.entity as e on e.name = any (r.entities)
        where r.id = check_undo.run;
    end if;

    select x.reason, x.remedy
    into v_reason, v_remedy
    from lockstep_private.undo_refusal(run, v_entities, source_key) as x;
    if v_reason is not null then
        raise exception using
            errcode = 'LSJ07',
            message = format('run %s cannot be undone: %s', run, v_reason),
            hint    = v_remedy;
    end if;

    return array(select distinct n from unnest(v_entities) as n order by n);
end;
$body$;

comment on function lockstep_private.check_undo is
    'The entities that an undo of a run is about: those named, or all that are still defined. '
    'Raises LSE01, LSJ05 and LSJ07.';
