-- room: control    audience: private    calls: restore_object
create function lockstep_private.rebuild_segment(segment lockstep_state.segment)
    returns lockstep_state.segment
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.restore_object((segment.keys ->> 'object')::bigint);
    segment.is_done := true;
    return segment;
end;
$body$;

comment on function lockstep_private.rebuild_segment is
    'Builds one index or foreign key that the run has set aside.';
