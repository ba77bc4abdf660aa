-- room: jobs    audience: public    calls: cron_entries
create function lockstep.unschedule_jobs()
    returns boolean
    language plpgsql
    volatile
    set search_path = pg_catalog, pg_temp
as $body$
begin
    if not exists (
        select from lockstep_private.cron_entries() as e where e.username = current_user
    ) then
        return false;
    end if;

    execute 'select cron.unschedule($1)' using 'lockstep';
    return true;
end;
$body$;

comment on function lockstep.unschedule_jobs is
    'Takes back lockstep.schedule_jobs(). Returns whether there was an entry of the current role.';
