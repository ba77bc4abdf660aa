-- room: jobs    audience: private    calls: job_mapping start_run write_log
create function lockstep_private.start_job_sync(
    job     lockstep_state.job,
    job_run lockstep_state.job_run
)
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_mapping text := lockstep_private.job_mapping(job.entities);
    v_run     bigint;
begin
    v_run := lockstep.start_run(
        'sync', job.entities, false,
        jsonb_strip_nulls(jsonb_build_object(
            'watermark', case when not job_run.is_full then true end,
            'deletes', case when not job.apply_deletes then false end,
            'max_delete_ratio', job.max_delete_ratio
        ))
    );
    update lockstep_state.job_run as r
    set run = v_run, is_waiting = false
    where r.id = job_run.id;
    perform lockstep_private.write_log(
        v_run, null, 'info', format('job %s', job.name),
        jsonb_build_object('job', job.name, 'planned_at', job_run.planned_at)
    );

    if v_mapping <> job.mapping then
        update lockstep_state.job as j set mapping = v_mapping where j.name = job.name;
        perform lockstep_private.write_log(
            v_run, null, 'warning', 'the mapping changed since the last run of the job',
            jsonb_build_object('job', job.name)
        );
    end if;
end;
$body$;

comment on function lockstep_private.start_job_sync is
    'Starts the sync of a job, or takes up the one that did not end, by the mapping as it is now.';
