-- room: control    audience: private    calls: run_lock
create function lockstep_private.refuse_at_work(run lockstep_state.run)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if not pg_try_advisory_xact_lock(lockstep_private.run_lock(run.id)) or (
        run.status = 'running'
        and coalesce(run.heartbeat_at, run.created_at) > clock_timestamp() - interval '60 s'
    ) then
        raise exception using
            errcode = 'LSK33',
            message = format('run %s is at work', run.id),
            hint    = format('Pause it first: lockstep pause %s', run.id);
    end if;
end;
$body$;

comment on function lockstep_private.refuse_at_work is
    'Keeps steps of a run from beginning until the end of the transaction. Raises LSK33 if one is '
    'at work, or a runner was within 60 s.';
