begin;
select plan(9);

-- given
select near.define_offices();
select near.define_visits();
select lockstep.create_job('visits', 'daily', '{visits}', use_cron => false);
create function pg_temp.jobs_of_doctor()
    returns setof text
    language sql
as $body$select f.level || ' ' || f.key from lockstep.doctor() as f where f.check like 'job%' order by 1$body$;
create function pg_temp.pg_cron_is(version text, entries text)
    returns void
    language plpgsql
as $body$
begin
    execute format(
        'create or replace function lockstep_private.cron_version() returns integer[] language sql stable as %L', format('select %s', version)
    );
    execute format(
        'create or replace function lockstep_private.cron_entries()
        returns table (schedule text, command text, is_active boolean, username text) language sql stable as %L', entries
    );
end;
$body$;
select pg_temp.pg_cron_is('null::integer[]', $$select null, null, null::boolean, null where false$$);

-- behaviour
select is_empty('select pg_temp.jobs_of_doctor()', 'a job that waits for its time is healthy');
update lockstep_state.job set next_run_at = clock_timestamp() - interval '6 minutes';
select set_eq('select pg_temp.jobs_of_doctor()', '{error job_late:visits}'::text[], 'one whose time has passed for 5 minutes is late');
select is((select f.remedy from lockstep.job_findings() as f), 'lockstep job work, as a service', 'somebody has to call');
select pg_temp.pg_cron_is($$'{1,6}'::integer[]$$, $$select null, null, null::boolean, null where false$$);
select is((select f.remedy from lockstep.job_findings() as f), 'select lockstep.schedule_jobs(); or lockstep job work, as a service', 'best pg_cron');
select pg_temp.pg_cron_is($$'{1,6}'::integer[]$$, $$values ('* * * * *', 'call lockstep.run_jobs()', true, 'postgres')$$);
select is((select f.remedy from lockstep.job_findings() as f), 'see cron.job_run_details: does pg_cron run, and does its call succeed?',
    'unless that has its entry');
select pg_temp.pg_cron_is($$'{1,6}'::integer[]$$, $$values ('* * * * *', 'select 1', true, 'one'), ('* * * * *', 'call lockstep.run_jobs()', false, 'two')$$);
update lockstep_state.job set next_run_at = clock_timestamp() + interval '1 hour';
select set_eq('select pg_temp.jobs_of_doctor()', '{warning job_cron:one,warning job_cron:two}'::text[], 'which is active, and calls us');
select pg_temp.pg_cron_is('null::integer[]', $$select null, null, null::boolean, null where false$$);
select lockstep.start_job('visits');
select lockstep.tick('{visits}', clock_timestamp() + interval '2 days');
update lockstep_state.job_run set planned_at = clock_timestamp() + interval '2 days', finished_at = clock_timestamp(), outcome = 'succeeded';
select set_eq('select pg_temp.jobs_of_doctor()', '{warning job_clock:visits}'::text[], 'a time that has not come yet cannot have been');
update lockstep_state.job_run set planned_at = clock_timestamp();
update lockstep_state.job set failures = 3, next_run_at = clock_timestamp() + interval '1 hour';
select set_eq('select pg_temp.jobs_of_doctor()', '{error job_failing:visits}'::text[], 'failures in a row are told');
select lockstep.resume_job('visits');
select lockstep.cancel_run(near.last_run());
select lockstep.drop_entity('visits');
select set_eq('select pg_temp.jobs_of_doctor()', '{error job_entity:visits:visits}'::text[], 'and entities that are gone');

select * from finish();
rollback;
