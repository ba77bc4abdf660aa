-- room: control    audience: public    calls: run_lock change_status restore_object
--
-- What is set aside cannot be left to a run that is over. Its steps end first: the lock is taken
-- before the run's row, which they need for their checkpoints.
create function lockstep.cancel_run(run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_object bigint;
begin
    if exists (
        select
        from lockstep_state.run as r
        where r.id = cancel_run.run and (r.options ->> 'fast_first_load')::boolean
    ) then
        perform pg_advisory_xact_lock(lockstep_private.run_lock(run));
    end if;
    perform lockstep_private.change_status(
        run, 'cancelled', array['pending', 'running', 'paused', 'failed']
    );

    for v_object in
        select s.id
        from lockstep_state.set_aside as s
        where s.run = cancel_run.run
        order by s.kind desc, s.id
    loop
        perform lockstep_private.restore_object(v_object);
    end loop;
end;
$body$;

comment on function lockstep.cancel_run is
    'Sets a run to cancelled; takes effect before its next step. Indexes and foreign keys that it '
    'has set aside are built first. Raises LSA03, LSJ05 and LSJ06.';
