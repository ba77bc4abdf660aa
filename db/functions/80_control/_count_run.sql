-- room: control    audience: private    calls: count_up
create function lockstep_private.count_run(run bigint)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    select lockstep_private.count_up(
        'lockstep_runs_total', jsonb_build_object('kind', r.kind, 'status', r.status), 1
    )
    from lockstep_state.run as r
    where r.id = count_run.run and r.status in ('completed', 'failed', 'cancelled');
$body$;

comment on function lockstep_private.count_run is
    'Adds a run that has just ended to the sums of lockstep.metrics.';
