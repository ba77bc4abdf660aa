-- room: control    audience: public    calls: change_status
create function lockstep.cancel_run(run bigint)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.change_status(
        run, 'cancelled', array['pending', 'running', 'paused', 'failed']
    );
$body$;

comment on function lockstep.cancel_run is
    'Sets a run to cancelled; takes effect before its next step. Raises LSJ05 and LSJ06.';
