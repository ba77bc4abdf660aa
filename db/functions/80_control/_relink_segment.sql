-- room: control    audience: private    calls: relink_rows
create function lockstep_private.relink_segment(
    shape   lockstep_private.shape,
    segment lockstep_state.segment
)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_done record;
begin
    r_done := lockstep_private.relink_rows(shape, segment.run, shape.batch_rows);
    segment.written := segment.written + r_done.written;
    segment.is_done := r_done.matched = 0;

    if r_done.written > 0 then
        insert into lockstep_state.segment (run, entity, stage, kind)
        select distinct segment.run, r.entity, segment.stage, 'relink'
        from lockstep_state.entity_ref as r
        join lockstep_state.run_entity as e on e.run = segment.run and e.entity = r.entity
        where r.refers_to = segment.entity
            and not exists (
                select
                from lockstep_state.segment as s
                where s.run = segment.run and s.entity = r.entity
                    and s.kind = 'relink' and not s.is_done
            );
    end if;
    return segment;
end;
$body$;

comment on function lockstep_private.relink_segment is
    'Completes references that can be resolved by now; as long as there are any, the segment '
    'stays open, and entities that refer to this one are looked at again.';
