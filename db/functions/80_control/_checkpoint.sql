-- room: control    audience: private    calls: log_segment notify_progress
create function lockstep_private.checkpoint(segment lockstep_state.segment)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    update lockstep_state.segment as s
    set is_done = segment.is_done,
        source_rows = segment.source_rows,
        insert = segment.insert,
        update = segment.update,
        conflict = segment.conflict,
        drift = segment.drift,
        missing = segment.missing,
        delete = segment.delete,
        unchanged = segment.unchanged,
        rejected = segment.rejected,
        written = segment.written,
        seconds = s.seconds + segment.seconds,
        finished_at = case when segment.is_done then clock_timestamp() end
    where s.id = segment.id;
    perform lockstep_private.log_segment(segment);

    update lockstep_state.run as r
    set status = case when r.status = 'pending' then 'running' else r.status end,
        started_at = coalesce(
            r.started_at, clock_timestamp() - segment.seconds * interval '1 s'
        ),
        heartbeat_at = clock_timestamp()
    where r.id = segment.run
        and (r.heartbeat_at is null or r.heartbeat_at < clock_timestamp() - interval '3 s');
    if found then
        perform lockstep_private.notify_progress(segment.run, segment.entity);
    end if;
end;
$body$;

comment on function lockstep_private.checkpoint is
    'Writes down what a step did to its segment, and now and then that the run is alive and how '
    'far it is.';
