-- room: jobs    audience: private    calls: fail_run close_job_run is_passing
--
-- Messages of data errors end in the value that did not fit: `invalid input … : "value"`.
create function lockstep_private.fail_job_run(
    job_run bigint,
    code    text,
    message text,
    at      timestamptz
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_message text := case
        when code ~ '^2[23]' then regexp_replace(message, ': ".*$', '')
        else message
    end;
begin
    perform lockstep.fail_run(coalesce(r.verify_run, r.run), code, v_message)
    from lockstep_state.job_run as r
    where r.id = fail_job_run.job_run
        and coalesce(r.verify_run, r.run) is not null
        and code !~ '^LSJ';
    perform lockstep_private.close_job_run(job_run, 'failed', at, code, v_message);

    update lockstep_state.job as j
    set next_run_at = least(
        j.next_run_at,
        fail_job_run.at + interval '1 minute' * least(2 ^ (j.failures - 1), 60)
    )
    from lockstep_state.job_run as r
    where r.id = fail_job_run.job_run
        and j.name = r.job
        and lockstep_private.is_passing(code);
end;
$body$;

comment on function lockstep_private.fail_job_run is
    'Notes that a run of a job failed. What may be over soon is tried again after 1, 2, 4 … 60 '
    'minutes, if the job is not due before; all else when it is.';
