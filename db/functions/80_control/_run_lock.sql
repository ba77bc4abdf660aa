-- room: control    audience: private    calls: nothing
--
-- The lease of a run. Each step holds this lock shared until it commits; whoever ends a run for
-- another takes it alone, by trying. Not got: a step is at work, and the run is alive whatever its
-- heartbeat says. Got, and kept until commit: a new step of the old run waits, and then reads that
-- the run was ended. The key is of the one-number space of advisory locks; should two runs ever
-- share one, a dead run counts as alive for the length of a step.
create function lockstep_private.run_lock(run bigint)
    returns bigint
    language sql
    immutable
    parallel safe
    set search_path = pg_catalog, pg_temp
as $body$
    select hashtextextended('lockstep.run', run);
$body$;

comment on function lockstep_private.run_lock is
    'Key of the advisory lock that steps of a run share.';
