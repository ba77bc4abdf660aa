-- room: adopt    audience: private    calls: count_excluded count_extra
create function lockstep_private.finish_adoption(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_excluded bigint := lockstep_private.count_excluded(shape);
begin
    update lockstep_state.run_entity as e
    set source_rows = s.rows + v_excluded,
        synced      = s.same,
        excluded    = v_excluded,
        extra       = lockstep_private.count_extra(shape),
        finished_at = clock_timestamp()
    from (
        select sum(g.source_rows) as rows, sum(g.unchanged) as same
        from lockstep_state.segment as g
        where g.run = segment.run and g.entity = segment.entity
    ) as s
    where e.run = segment.run and e.entity = segment.entity;
    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.finish_adoption is
    'Closes an entity that an adoption is through with.';
