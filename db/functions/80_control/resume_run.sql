-- room: control    audience: public    calls: change_status refuse_redefined
create function lockstep.resume_run(run bigint)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    perform lockstep_private.change_status(
        run, 'running', array['pending', 'running', 'paused', 'failed']
    );
    perform lockstep_private.refuse_redefined(run);
end;
$body$;

comment on function lockstep.resume_run is
    'Lets a run go on that was paused, failed or lost its runner, and says that it is alive; a '
    'running one stays as it is. Whoever calls step then works on it. Raises LSJ05, LSJ06 for a '
    'run that is over, and LSJ08 when an entity was defined anew or dropped since.';
