-- room: control    audience: private    calls: counts_of_run
--
-- Who notifies commits one after the other, in the whole server. So it is done every few seconds,
-- not in every step. And a listener that sleeps in a transaction fills the queue, until a commit
-- fails: half full is full.
create function lockstep_private.notify_progress(run bigint, entity text default null)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_facts jsonb;
begin
    if pg_notification_queue_usage() > 0.5 or not exists (
        select
        from lockstep_state.setting as s
        where s.name = 'progress_notify' and s.value = 'on'
    ) then
        return;
    end if;

    select jsonb_build_object('run', r.id, 'kind', r.kind, 'status', r.status, 'entity', entity)
    into v_facts
    from lockstep_state.run as r
    where r.id = notify_progress.run;
    perform pg_notify('lockstep_progress', (v_facts || lockstep_private.counts_of_run(run))::text);
end;
$body$;

comment on function lockstep_private.notify_progress is
    'Tells channel lockstep_progress how far a run is, as JSON: run, kind, status, the entity that '
    'was worked on, and what it counted so far. Not if setting progress_notify is off.';
