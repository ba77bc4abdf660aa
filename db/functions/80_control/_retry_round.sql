-- room: control    audience: private    calls: retry_keys
--
-- What stood in a row's way may be gone by the end of a run: all segments are written, and rows
-- that are gone are deleted. So refused rows are tried again, rows of all segments together,
-- and again as long as that gets any of them written.
create function lockstep_private.retry_round(
    run     lockstep_state.run,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_last  bigint := (segment.keys ->> 'last')::bigint;
    v_depth integer;
begin
    segment.is_done := true;
    if v_last is not null and not exists (
        select
        from lockstep_state.segment as s
        where s.run = segment.run and s.id > v_last and s.written > 0
            and s.kind in ('retry', 'relink')
    ) then
        return segment;
    end if;

    select max(e.level)
    into v_depth
    from lockstep_state.run_entity as e
    where e.run = segment.run;
    insert into lockstep_state.segment (run, entity, stage, kind, keys)
    select segment.run, w.entity, segment.stage + w.place, w.kind, w.keys
    from (
        select
            e.entity, 1 + e.level as place, 'retry' as kind, '{"operation": "write"}'::jsonb as keys
        from lockstep_state.run_entity as e
        where e.run = segment.run and lockstep_private.retry_keys(e.entity, segment.run) is not null
        union all
        select e.entity, 3 + 2 * v_depth - e.level, 'retry', '{"operation": "delete"}'
        from lockstep_state.run_entity as e
        where e.run = segment.run
            and exists (
                select
                from lockstep_state.reject as r
                where r.entity = e.entity and r.operation = 'delete' and r.closed_at is null
                    and r.last_run = segment.run
            )
    ) as w
    order by w.place, w.entity;
    if not found then
        return segment;
    end if;

    insert into lockstep_state.segment (run, entity, stage, kind, keys)
    select distinct segment.run, f.entity, segment.stage + v_depth + 2, 'relink', null::jsonb
    from lockstep_state.entity_ref as f
    where f.entity = any (run.entities)
    union all
    select segment.run, null, segment.stage + 2 * v_depth + 4, 'retry',
        jsonb_build_object('last', segment.id);
    return segment;
end;
$body$;

comment on function lockstep_private.retry_round is
    'Lays out another round over what this run refused for other rows'' sake: write level by '
    'level, relink, delete in the reverse order, look again. Nothing, if there are no such rows '
    'or the last round wrote none.';
