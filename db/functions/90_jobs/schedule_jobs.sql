-- room: jobs    audience: public    calls: cron_obstacle
create function lockstep.schedule_jobs(every text default '* * * * *')
    returns void
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
declare
    v_obstacle text := lockstep_private.cron_obstacle(every);
begin
    if v_obstacle is not null then
        raise exception using
            errcode = 'LSJ34',
            message = format('pg_cron cannot run jobs: %s', v_obstacle),
            hint    = 'Without it the runner does: lockstep job work';
    end if;

    execute 'select cron.schedule($1, $2, $3)'
    using 'lockstep', every, 'call lockstep.run_jobs()';
end;
$body$;

comment on function lockstep.schedule_jobs is
    'Has pg_cron call lockstep.run_jobs() as the current role, each minute or by another schedule '
    'of pg_cron, like 30 seconds (from its version 1.5). The entry is named lockstep. Raises '
    'LSJ34.';
