-- room: control    audience: private    calls: nothing
--
-- What other sessions work on ends as usual, and finds this again.
create function lockstep_private.stop_looking(
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_wanted   bigint := (run.options ->> 'stop_after')::bigint;
    v_found    bigint;
    v_entities jsonb;
begin
    if v_wanted is null then
        return;
    end if;
    select count(*) into v_found from lockstep_state.difference as d where d.run = segment.run;
    if v_found < v_wanted then
        return;
    end if;

    with unseen as materialized (
        select s.id
        from lockstep_state.segment as s
        where s.run = segment.run
            and s.id <> segment.id
            and not s.is_done
            and s.kind in ('plan', 'range', 'all', 'keys', 'since')
        for update skip locked
    ),
    gone as (
        delete from lockstep_state.segment as s
        using unseen as u
        where s.id = u.id
        returning s.entity
    )
    select jsonb_agg(distinct g.entity) into v_entities from gone as g;
    update lockstep_state.run as r
    set options = r.options || jsonb_build_object(
            'partial', coalesce(r.options -> 'partial', '[]') || v_entities
        )
    where r.id = segment.run and v_entities is not null;
end;
$body$;

comment on function lockstep_private.stop_looking is
    'Takes what is not looked at yet off a detect that has found as many differences as it was to '
    'find, and notes in its options of which entities (partial).';
