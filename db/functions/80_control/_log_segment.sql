-- room: control    audience: private    calls: write_log log_entity
--
-- An undo has no such segments: undo_again() tells when it is through.
create function lockstep_private.log_segment(segment lockstep_state.segment)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if segment.entity is null then
        return;
    end if;

    if segment.kind = 'plan' then
        perform lockstep_private.write_log(
            segment.run, segment.entity, 'debug', 'entity started'
        );
    end if;
    if segment.rejected > 0 then
        perform lockstep_private.write_log(
            segment.run, segment.entity, 'warning', 'rows refused in a segment',
            jsonb_strip_nulls(jsonb_build_object(
                'segment', segment.id,
                'work', segment.kind,
                'lower', segment.lower,
                'upper', segment.upper,
                'rows', segment.source_rows,
                'written', segment.written,
                'rejected', segment.rejected
            ))
        );
    end if;
    if segment.is_done and segment.kind in ('finish', 'validate', 'analyze') then
        perform lockstep_private.log_entity(segment.run, segment.entity);
    end if;
end;
$body$;

comment on function lockstep_private.log_segment is
    'Notes what people may want to know of a segment that was just worked on: that its entity '
    'starts, or is through, and rows that were refused.';
