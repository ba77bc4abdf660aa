-- room: control    audience: private    calls: run_status write_log
create function lockstep_private.change_status(run bigint, status text, allowed text[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_status text := lockstep_private.run_status(run);
begin
    if v_status <> all (allowed) then
        raise exception using
            errcode = 'LSJ06',
            message = format('run %s is %s and cannot become %s', run, v_status, status),
            hint    = format('Look at it: lockstep status %s', run);
    end if;

    update lockstep_state.run as r
    set status = change_status.status,
        finished_at = case when change_status.status = 'cancelled' then clock_timestamp() end,
        error_code = null,
        error = null
    where r.id = change_status.run;
    perform lockstep_private.write_log(run, null, 'info', format('run %s', status));
end;
$body$;

comment on function lockstep_private.change_status is
    'Changes the status of a run if it has one of the allowed ones. Raises LSJ05 and LSJ06.';
