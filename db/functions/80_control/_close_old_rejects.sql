-- room: control    audience: private    calls: nothing
create function lockstep_private.close_old_rejects(entity text, run bigint)
    returns void
    language sql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
    update lockstep_state.reject as r
    set closed_at = clock_timestamp()
    where r.entity = close_old_rejects.entity
        and r.closed_at is null
        and r.last_run <> close_old_rejects.run;
$body$;

comment on function lockstep_private.close_old_rejects is
    'Closes the rejects that a whole pass did not meet again: their rows are gone, or fine.';
