-- room: control    audience: public    calls: change_status
create function lockstep.resume_run(run bigint)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.change_status(run, 'running', array['paused', 'failed']);
$body$;

comment on function lockstep.resume_run is
    'Sets a run to running; takes effect before its next step. Raises LSJ05 and LSJ06.';
