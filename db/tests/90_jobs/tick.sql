-- Ticks by a clock that the test winds. Times are of UTC, in May 2026.
begin;
select plan(67);

create function pg_temp.at(day_and_time text)
    returns timestamptz
    language sql
as $body$select ('2026-05-' || at.day_and_time || '+00')::timestamptz$body$;
-- all ticks that there are to do at a time, in one line
create function pg_temp.ticks(day_and_time text, jobs text[] default null)
    returns text
    language plpgsql
as $body$
declare
    v_words text[] := '{}';
    r_tick  record;
begin
    for i in 1 .. 100 loop
        select * into r_tick from lockstep.tick(jobs, pg_temp.at(day_and_time));
        exit when r_tick.status = 'idle';
        v_words := v_words || case r_tick.status when 'worked' then null else format('%s %s', r_tick.job, r_tick.status) end;
    end loop;
    return array_to_string(v_words, ', ');
end;
$body$;
create function pg_temp.set_back(job text, day_and_time text)
    returns void
    language sql
as $body$
    update lockstep_state.job as j
    set next_run_at = lockstep_private.next_time(j.cron, j.every_days, j.zone, pg_temp.at(set_back.day_and_time)),
        next_full_at = case when j.next_full_at is not null then pg_temp.at(set_back.day_and_time) end
    where j.name = set_back.job;
$body$;
create function pg_temp.history(job text)
    returns text
    language sql
as $body$
    select string_agg(
        concat_ws(' ', to_char(timezone('UTC', r.planned_at), 'DD HH24:MI'), case when r.is_manual then 'asked' end,
            case when not r.is_full then 'moved' end, r.written, coalesce(r.outcome, 'open'), r.error_code), ', ' order by r.id)
    from lockstep.job_runs as r
    where r.job = history.job
$body$;

-- given: two jobs, each of a small entity
insert into far.office select i, 'office ' || i, null from generate_series(1, 9) as i;
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, '2026-01-01' from generate_series(1, 9) as i;
select near.define_offices();
select near.define_visits();
select lockstep.create_job('offices', '15m', '{offices}', use_cron => false);
select lockstep.create_job('visits', 'hourly', '{visits}', full_every => 'daily', verify => 'compare', use_cron => false);
select pg_temp.set_back('offices', '01 10:00'), pg_temp.set_back('visits', '01 10:00');

-- behaviour: what is due
select is(pg_temp.ticks('01 10:14:59'), '', 'nothing is done before it is due');
select is(pg_temp.ticks('01 10:15:02'), 'offices closed', 'a job that is due runs to its end');
select is(near.found(near.last_run()), 'offices: insert 9, written 9', 'and does its work');
select is(pg_temp.ticks('01 10:15:30'), '', 'once');
select results_eq(
    $$select state, next_run_at, last_outcome, runs, succeeded, failures from lockstep.jobs where name = 'offices'$$,
    $$values ('late', pg_temp.at('01 10:30'), 'succeeded', 1::bigint, 1::bigint, 0)$$, 'the next time is reckoned, and what became of it is told'
);
select results_eq(
    $$select job, planned_at, started_at, is_manual, is_full, run is not null, verify_run, outcome, steps > 0, rows, written, seconds > 0 from lockstep.job_runs$$,
    $$values ('offices', pg_temp.at('01 10:15'), pg_temp.at('01 10:15:02'), false, true, true, null::bigint, 'succeeded', true, 9::bigint, 9::bigint, true)$$,
    'history has it'
);
select ok(exists (select from lockstep.logs as l where l.message = 'job offices: succeeded' and l.run = near.last_run()), 'and so has the log of its run');

-- behaviour: passes of all rows, of rows that moved, and what verifies
select is(pg_temp.ticks('01 11:00:00', '{visits}'), 'visits closed', 'a job may be ticked alone');
select results_eq(
    $$select r.kind, r.options from lockstep.runs as r join lockstep.job_runs as j on r.id in (j.run, j.verify_run) where j.job = 'visits' order by r.id$$,
    $$values ('sync', '{}'::jsonb), ('compare', '{}')$$, 'its first pass looks at all rows, and is verified'
);
select is((select next_full_at from lockstep.jobs where name = 'visits'), pg_temp.at('02 00:00'), 'which is due again when its schedule says');
insert into far.visit (id, note, changed_at) values (10, 'new', '2026-02-01');
select is(pg_temp.ticks('01 12:00:10', '{visits}'), 'visits closed', 'the next');
select results_eq(
    $$select r.kind, r.options from lockstep.runs as r where r.id = near.last_run()$$,
    $$values ('sync', '{"watermark": true}'::jsonb)$$, 'goes by watermarks, and is not'
);
select is(pg_temp.ticks('02 00:00:10', '{visits}'), 'visits closed', 'until the next day');
select is(pg_temp.history('visits'), '01 11:00 9 succeeded, 01 12:00 moved 1 succeeded, 01 13:00 0 succeeded', 'that is the history');
update near.visits set note = 'somebody''s' where id = 3;
delete from far.visit where id between 5 and 10;
select is(pg_temp.ticks('03 00:00:10', '{visits}'), 'visits closed', 'a mass delete ends a run');
select results_eq(
    $$select last_outcome, last_error_code, failures, next_run_at, next_full_at from lockstep.jobs where name = 'visits'$$,
    $$values ('failed', 'LSA02', 1, pg_temp.at('03 01:00'), pg_temp.at('03 00:00'))$$,
    'which is told, and tried again at the next time, again with all rows'
);
select is((select status from lockstep.runs where id = near.last_run()), 'failed', 'its run is failed');
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, '2026-01-01' from generate_series(5, 9) as i;
insert into far.visit (id, note, changed_at) values (10, 'new', '2026-02-01');
select is(pg_temp.ticks('03 01:00', '{visits}'), 'visits closed', 'the rows are back');
select results_eq(
    $$select last_outcome, failures from lockstep.jobs where name = 'visits'$$, $$values ('succeeded', 0)$$, 'and all is well'
);

-- behaviour: times that were missed, and clocks that jump
select is(pg_temp.ticks('03 01:07', '{offices}'), 'offices closed', 'of many times that were missed');
select is(pg_temp.ticks('03 01:07:30', '{offices}'), '', 'one run makes up for all');
select is((select next_run_at from lockstep.jobs where name = 'offices'), pg_temp.at('03 01:15'), 'then it keeps to its schedule');
select is(pg_temp.ticks('03 01:15', '{offices}'), 'offices closed', 'a time comes');
select is(pg_temp.ticks('03 00:40', '{offices}'), '', 'a clock that is set back');
select is(pg_temp.ticks('03 01:15:30', '{offices}'), '', 'brings no time twice');
select is(pg_temp.ticks('03 01:30', '{offices}'), 'offices closed', 'only the next');
select is(
    pg_temp.history('offices'), '01 10:15 9 succeeded, 01 10:30 0 succeeded, 03 01:15 0 succeeded, 03 01:30 0 succeeded', 'as history shows'
);

-- behaviour: paused
select lockstep.pause_job('offices');
select is(pg_temp.ticks('03 02:00', '{offices}'), '', 'a paused job rests');
select is((select state from lockstep.jobs where name = 'offices'), 'paused', 'and says so');
select lockstep.start_job('offices');
select is(pg_temp.ticks('03 02:01', '{offices}'), 'offices closed', 'by hand it runs');
select is(pg_temp.ticks('03 02:30', '{offices}'), '', 'once: it is paused as before');
select ok(lockstep.resume_job('offices') > now(), 'resumed, it waits for its next time');
select is(pg_temp.ticks('03 02:30', '{offices}'), '', 'what it missed is not made up for');
select throws_ok(format('select lockstep.%s_job(''nope'')', v), 'LSJ32', 'job ''nope'' does not exist', 'refuses to ' || v || ' an unknown job')
from unnest('{pause,resume,start,drop}'::text[]) as v;

-- given: work of several steps
select pg_temp.set_back('offices', '04 00:00');
select pg_temp.set_back('visits', '06 00:00');
insert into far.office select i, 'office ' || i, null from generate_series(10, 40) as i;
select near.define_visits(batch_rows => 2);

-- behaviour: pause, resume and cancel in the middle of it
select is((select status from lockstep.tick('{offices}', pg_temp.at('04 00:15'))), 'worked', 'a run begins');
select is((select state from lockstep.jobs where name = 'offices'), 'running', 'is seen');
select lockstep.pause_job('offices');
select is(pg_temp.ticks('04 00:15:10', '{offices}'), '', 'stops when its job is paused');
select is((select status from lockstep.runs where id = near.last_run()), 'paused', 'which its run says, too');
select lockstep.resume_job('offices');
select is(pg_temp.ticks('04 00:16', '{offices}'), 'offices closed', 'and goes on when it is resumed');
select pg_temp.set_back('offices', '04 00:16');
select lockstep.tick('{offices}', pg_temp.at('04 00:30'));
select lockstep.pause_run(near.last_run());
select is(pg_temp.ticks('04 00:45', '{offices}'), '', 'a run that is paused by its number holds its job');
select lockstep.resume_run(near.last_run());
select is(pg_temp.ticks('04 00:45', '{offices}'), 'offices closed, offices closed', 'until it is resumed; then comes the time that was missed');
select lockstep.tick('{offices}', pg_temp.at('04 01:00'));
select lockstep.cancel_run(near.last_run());
select is(pg_temp.ticks('04 01:20', '{offices}'), 'offices closed', 'cancelled, it ends');
select results_eq(
    $$select last_outcome, next_run_at from lockstep.jobs where name = 'offices'$$,
    $$values ('cancelled', pg_temp.at('04 01:30'))$$, 'until the next time, whatever it missed'
);

-- behaviour: a window that closes in the middle
update lockstep_state.job set windows = '{22:00-23:00}' where name = 'visits';
select is(pg_temp.ticks('06 21:50', '{visits}'), '', 'outside of its windows a job waits');
select is((select state from lockstep.jobs where name = 'visits'), 'late', 'which somebody has to have looked at lately');
select is((select status from lockstep.tick('{visits}', pg_temp.at('06 22:30'))), 'worked', 'inside it begins');
select is(pg_temp.ticks('06 23:00', '{visits}'), '', 'and stops when the window closes');
select is((select status from lockstep.runs where id = near.last_run()), 'paused', 'its run rests');
select is((select state from lockstep.jobs where name = 'visits'), 'waiting', 'it waits');
select is(pg_temp.ticks('07 22:00', '{visits}'), 'visits closed, visits closed', 'and goes on in the next; then comes the time that was missed');
select matches(pg_temp.history('visits'), ', 06 01:00 0 succeeded, 06 23:00 moved 0 succeeded$', 'as one run');
update lockstep_state.job set windows = '{}' where name = 'visits';

-- behaviour: limits
delete from near.visits;
select pg_temp.set_back('visits', '08 00:00');
update lockstep_state.job set max_rows = 4, next_full_at = pg_temp.at('08 00:00') where name = 'visits';
select is(pg_temp.ticks('08 01:00', '{visits}'), 'visits closed', 'a run stops at its limit of rows');
select is(pg_temp.ticks(t.at, '{visits}'), 'visits closed', 'the next') from unnest('{08 02:00,08 03:00}'::text[]) as t (at);
select is(
    (select string_agg(concat_ws(' ', r.outcome, r.written, r.run = min.run), ', ' order by r.id)
        from lockstep.job_runs as r, lateral (select min(i.run) as run from lockstep.job_runs as i where i.job = 'visits' and i.planned_at >= pg_temp.at('08 00:00')) as min
        where r.job = 'visits' and r.planned_at >= pg_temp.at('08 00:00')),
    'stopped 4 t, stopped 4 t, succeeded 2 t', 'goes on with the same sync'
);

-- behaviour: deletes that are not applied
delete from far.office where id = 40;
select pg_temp.set_back('offices', '08 00:00');
update lockstep_state.job set apply_deletes = false where name = 'offices';
select is(pg_temp.ticks('08 01:00', '{offices}'), 'offices closed', 'a job that applies no deletes');
select is((select count(*) from near.offices), 40::bigint, 'leaves what is gone at the source');
update lockstep_state.job set apply_deletes = true where name = 'offices';
select pg_temp.ticks('08 02:00', '{offices}');
select is((select count(*) from near.offices), 39::bigint, 'to a later run that does');

-- behaviour: a mapping that changed
update lockstep_state.entity set defined_at = '2026-05-01' where name = 'offices';
select pg_temp.ticks('09 00:00', '{offices}');
select lockstep.tick('{offices}', pg_temp.at('09 01:00'));
select near.define_offices(on_drift => 'keep');
select is(pg_temp.ticks('09 01:01', '{offices}'), 'offices closed', 'an entity that is defined anew in the middle of a run');
select is(
    (select string_agg(r.status, ', ' order by r.id) from lockstep.runs as r where r.id >= near.last_run() - 1), 'cancelled, completed',
    'ends that sync and begins another'
);
select ok(exists (
    select from lockstep.logs as l where l.run = near.last_run() and l.message = 'the mapping changed since the last run of the job'
), 'which the log says');

-- behaviour: dropped in the middle
select lockstep.tick('{offices}', pg_temp.at('09 02:00'));
select lockstep.drop_job('offices');
select is((select status from lockstep.runs where id = near.last_run()), 'cancelled', 'a job that is dropped takes its run along');
select is(pg_temp.ticks('09 03:00', '{offices}'), '', 'and nothing is left to do');
select is_empty($$select from lockstep.job_runs where job = 'offices'$$, 'nor of its history');

select * from finish();
rollback;
