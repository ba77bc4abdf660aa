-- room: control    audience: private    calls: run_lock run_status refuse_redefined
--
-- The status is read by a later statement than the one that waits for the lock, so that it is seen
-- as it is then. That needs a snapshot for each statement.
create function lockstep_private.enter_run(run bigint)
    returns text
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_status text;
begin
    if current_setting('transaction_isolation') not in ('read committed', 'read uncommitted') then
        raise exception using
            errcode = 'LSJ09',
            message = format(
                'a step cannot work in a transaction that is %s',
                current_setting('transaction_isolation')
            ),
            hint    = 'Begin it with: begin isolation level read committed';
    end if;

    perform pg_advisory_xact_lock_shared(lockstep_private.run_lock(run));
    v_status := lockstep_private.run_status(run);
    if v_status in ('pending', 'running') then
        perform lockstep_private.refuse_redefined(run);
    end if;

    return v_status;
end;
$body$;

comment on function lockstep_private.enter_run is
    'Shows until the end of the transaction that the run is worked on, and returns its status. '
    'Raises LSJ05, LSJ08 and LSJ09.';
