-- room: control    audience: private    calls: run_status write_log notify_progress count_run log_takeover
create function lockstep_private.change_status(run bigint, status text, allowed text[])
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    r_run lockstep_state.run;
begin
    perform lockstep_private.run_status(run);
    select r.* into r_run from lockstep_state.run as r where r.id = run for update;

    if r_run.status <> all (allowed) then
        raise exception using
            errcode = 'LSJ06',
            message = format('run %s is %s and cannot become %s', run, r_run.status, status),
            hint    = case
                when r_run.status not in ('completed', 'cancelled')
                    then format('Go on with it: lockstep resume %s', run)
                when status = 'running'
                    then format(
                        'It is over. Start a new one: lockstep %s',
                        case r_run.kind when 'adopt' then 'entity adopt' else r_run.kind end
                    )
                else format('It is over. Look at it: lockstep report %s', run)
            end;
    end if;

    update lockstep_state.run as r
    set status = change_status.status,
        heartbeat_at = case
            when change_status.status = 'running' then clock_timestamp()
            else r.heartbeat_at
        end,
        finished_at = case when change_status.status = 'cancelled' then clock_timestamp() end,
        error_code = null,
        error = null
    where r.id = change_status.run;
    if status <> r_run.status then
        perform lockstep_private.write_log(run, null, 'info', format('run %s', status));
        perform lockstep_private.notify_progress(run);
        perform lockstep_private.count_run(run);
    elsif status = 'running' then
        perform lockstep_private.log_takeover(r_run);
    end if;
end;
$body$;

comment on function lockstep_private.change_status is
    'Changes the status of a run if it has one of the allowed ones; of two sessions at once the '
    'second finds what the first left. Raises LSJ05 and LSJ06.';
