-- What happens to a run of a job between its ticks. Times are of UTC, in May 2026.
begin;
select plan(33);

create function pg_temp.at(day_and_time text)
    returns timestamptz
    language sql
as $body$select ('2026-05-' || at.day_and_time || '+00')::timestamptz$body$;
create function pg_temp.tick(day_and_time text)
    returns text
    language sql
as $body$select concat_ws(' ', t.job, t.status) from lockstep.tick(null, pg_temp.at(day_and_time)) as t$body$;
create function pg_temp.ticks(day_and_time text)
    returns bigint
    language plpgsql
as $body$
begin
    for i in 1 .. 100 loop
        if pg_temp.tick(day_and_time) = 'idle' then
            return i - 1;
        end if;
    end loop;
end;
$body$;
create function pg_temp.due(job text, day_and_time text)
    returns void
    language sql
as $body$update lockstep_state.job as j set next_run_at = pg_temp.at(day_and_time) where j.name = job$body$;
create function pg_temp.last(job text)
    returns text
    language sql
as $body$
    select concat_ws(' ', coalesce(r.outcome, 'open'), u.status)
    from lockstep.job_runs as r left join lockstep.runs as u on u.id = coalesce(r.verify_run, r.run)
    where r.job = last.job order by r.id desc limit 1
$body$;

-- given
insert into far.office select i, 'office ' || i, null from generate_series(1, 9) as i;
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, '2026-01-01' from generate_series(1, 9) as i;
select near.define_offices();
select near.define_visits();
select lockstep.create_job('offices', 'hourly', '{offices}', verify => 'validate', sample => 0.5, max_delete_ratio => 0.25, use_cron => false);
select lockstep.create_job('visits', 'hourly', '{visits}', windows => '{08:00-10:00}', use_cron => false);

-- behaviour: in turn
select pg_temp.due(j, '01 08:00') from unnest('{offices,visits}'::text[]) as j;
select is(array(select pg_temp.tick('01 08:00') from generate_series(1, 4)), '{offices worked,visits worked,offices worked,visits worked}',
    'jobs take turns, step by step');
select isnt(pg_temp.ticks('01 08:01'), 0::bigint, 'to their ends');
select results_eq(
    $$select r.kind, r.options from lockstep.runs as r join lockstep.job_runs as j on r.id in (j.run, j.verify_run) where j.job = 'offices' order by r.id$$,
    $$values ('sync', '{"max_delete_ratio": 0.25}'::jsonb), ('validate', '{"sample": 0.5}')$$, 'with what they were told'
);

-- behaviour: what verifies says no
select lockstep.define_assertion('offices', 'none', 'select from near.offices');
select pg_temp.due('offices', '01 09:00'), pg_temp.ticks('01 09:00');
select is(pg_temp.last('offices'), 'out_of_step completed', 'a validation that fails leaves a job out of step');
select lockstep.drop_assertion('offices', 'none');

-- behaviour: a clock that was set back, and a run by hand
select is((select next_run_at from lockstep.jobs where name = 'offices'), pg_temp.at('01 10:00'), 'the next time');
select lockstep.start_job('offices');
select isnt(pg_temp.ticks('01 07:30'), 0::bigint, 'a run by hand at an earlier one');
select is((select next_run_at from lockstep.jobs where name = 'offices'), pg_temp.at('01 10:00'), 'does not bring times again that have been');

-- behaviour: a paused job rests, even when its run is resumed by number
select pg_temp.due('offices', '01 10:00'), pg_temp.tick('01 10:00');
select lockstep.pause_job('offices');
select lockstep.resume_run(near.last_run());
select is(pg_temp.ticks('01 10:01'), 0::bigint, 'its job is paused');
select lockstep.start_job('offices');
select is(pg_temp.tick('01 10:02'), 'offices worked', 'by hand it goes on');
select lockstep.pause_job('offices');
select lockstep.resume_run(near.last_run());
select is(pg_temp.ticks('01 10:03'), 0::bigint, 'until it is paused again');
select lockstep.resume_job('offices');
select isnt(pg_temp.ticks('01 10:04'), 0::bigint, 'resumed, it goes on');
select is(pg_temp.last('offices'), 'succeeded completed', 'to its end');
select pg_temp.due('offices', '20 00:00');

-- behaviour: a window that closes is closed once
select pg_temp.due('visits', '02 09:00'), pg_temp.tick('02 09:59');
select is(pg_temp.ticks('02 10:00'), 0::bigint, 'the window is over');
select is(pg_temp.last('visits'), 'open paused', 'and its run paused');
select lockstep.pause_job('visits');
select lockstep.resume_job('visits');
select is(pg_temp.last('visits'), 'open paused', 'a job that is resumed meanwhile waits on');
select lockstep.resume_run(near.last_run());
select is(pg_temp.ticks('02 10:01'), 0::bigint, 'a run that is resumed by number');
select is(pg_temp.last('visits'), 'open running', 'is left to who did that');
select lockstep.start_job('visits');
select isnt(pg_temp.ticks('02 10:02'), 0::bigint, 'by hand the job goes on outside of its window');
select is(pg_temp.last('visits'), 'succeeded completed', 'to its end');
select ok((select is_manual from lockstep.job_runs order by id desc limit 1), 'as one by hand');

-- behaviour: limits
update near.visits set note = 'x';
select near.define_visits(batch_rows => 2);
update lockstep_state.job set max_rows = 4, windows = '{}' where name = 'visits';
select pg_temp.due('visits', '03 09:00'), pg_temp.ticks('03 09:00');
select is(pg_temp.last('visits'), 'stopped paused', 'a sync that reached its limit is paused until the next run');
update lockstep_state.job set max_rows = null, max_minutes = 1 where name = 'visits';
select pg_temp.due('visits', '03 10:00'), pg_temp.tick('03 10:00');
update lockstep_state.job_run set seconds = 60 where finished_at is null;
select is(pg_temp.tick('03 10:01'), 'visits closed', 'minutes of work are a limit, too');
select is(pg_temp.last('visits'), 'stopped paused', 'of the same kind');
update lockstep_state.job set max_minutes = null where name = 'visits';

-- behaviour: failures
create function pg_temp.fail(code text, message text)
    returns text
    language plpgsql
as $body$
declare
    v_run bigint;
begin
    update lockstep_state.job set next_run_at = pg_temp.at('09 00:00') where name = 'visits';
    perform pg_temp.tick('04 00:00') from (select pg_temp.due('visits', '04 00:00') offset 0) as d;
    update lockstep_state.job set next_run_at = pg_temp.at('09 00:00') where name = 'visits';
    select r.id into v_run from lockstep.job_runs as r where r.finished_at is null;
    perform lockstep_private.fail_job_run(v_run, code, message, pg_temp.at('04 00:00'));
    return (
        select format('%s: %s, %s in a row, next %s', r.error_code, r.error, j.failures, to_char(timezone('UTC', j.next_run_at), 'DD HH24:MI'))
        from lockstep.job_runs as r join lockstep.jobs as j on j.name = r.job where r.id = v_run
    );
end;
$body$;
select is(pg_temp.fail('08001', 'away'), '08001: away, 1 in a row, next 04 00:01', 'what may pass is tried again soon');
select is(pg_temp.fail('08001', 'away'), '08001: away, 2 in a row, next 04 00:02', 'then less soon');
select is(pg_temp.fail('57014', 'too long'), '57014: too long, 3 in a row, next 04 00:04', 'and less');
update lockstep_state.job set failures = 20 where name = 'visits';
select is(pg_temp.fail('LSJ04', 'held'), 'LSJ04: held, 21 in a row, next 04 01:00', 'each hour at least');
select is(pg_temp.fail('22P02', 'invalid input syntax for type integer: "secret"'),
    '22P02: invalid input syntax for type integer, 22 in a row, next 09 00:00', 'all else when it is due, and without values');
select is((select error from lockstep.runs where id = near.last_run()), 'invalid input syntax for type integer', 'as its run says');
select is((select count(distinct run) from lockstep.job_runs where planned_at = pg_temp.at('04 00:00')), 1::bigint, 'all of them took up one sync');

-- behaviour: how long a call works
set local statement_timeout = '10s';
select ok(lockstep_private.tick_deadline('90 s') - clock_timestamp() between interval '0 s' and interval '7 s', 'at most 70 % of the time limit');
select ok(lockstep_private.tick_deadline('3 s') - clock_timestamp() between interval '0 s' and interval '3 s', 'or what it is told');
set local statement_timeout = 0;
select ok(lockstep_private.tick_deadline('90 s') - clock_timestamp() between interval '60 s' and interval '90 s', 'which may be no limit');

select * from finish();
rollback;
