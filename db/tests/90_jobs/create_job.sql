begin;
select plan(32);

-- given
select near.define_offices();
select near.define_visits();

-- behaviour
select is(
    lockstep.create_job('visits', 'daily', '{visits}', start_at => '02:30', zone => 'europe/berlin', windows => '{mon-fri 00:00-06:00}',
        full_every => 'weekly', verify => 'validate', sample => 0.1, apply_deletes => false, max_delete_ratio => 0.2,
        max_rows => 5000, max_minutes => 20, use_cron => false),
    'none', 'creates a job that nobody calls yet'
);
select results_eq(
    $$
    select name, state, schedule, cron, every_days, zone, windows, entities, full_every, verify, sample, apply_deletes, max_delete_ratio,
        max_rows, max_minutes, created_by = current_user, paused_at
    from lockstep.jobs
    $$,
    $$
    values ('visits', 'scheduled', 'daily at 02:30', '30 2 * * *', 1, 'Europe/Berlin', '{mon-fri 00:00-06:00}'::text[], '{visits}'::text[],
        'weekly', 'validate', 0.1, false, 0.2, 5000::bigint, 20, true, null::timestamptz)
    $$,
    'with what it was told'
);
select ok(next_run_at > now() and timezone(zone, next_run_at)::time = '02:30', 'due when its schedule says') from lockstep.jobs;
select ok(next_full_at <= clock_timestamp(), 'its first pass looks at all rows') from lockstep.jobs;

-- refusals
select throws_ok(
    format('select lockstep.create_job(%L, %L, zone => %L, %s, use_cron => false)', t.job, 'daily', 'UTC', t.words), 'LSJ30',
    'a job cannot be: ' || t.problem, format('refuses: %s', t.problem)
)
from (values
    ('Night', 'sample => null', '''Night'' is no name (a letter, then letters, digits, _ and -: at most 40, lower case)'),
    (null, 'sample => null', 'NULL is no name (a letter, then letters, digits, _ and -: at most 40, lower case)'),
    ('x', 'verify => ''hope''', 'verify ''hope'' is none of none, compare, validate'),
    ('x', 'sample => 0.1', 'sample is for validate'),
    ('x', 'verify => ''validate'', sample => 2', 'sample must be between 0.000001 and 1'),
    ('x', 'max_delete_ratio => 1.5', 'max_delete_ratio must be between 0 and 1'),
    ('x', 'max_rows => 0', 'max_rows must be 1 or more'),
    ('x', 'max_minutes => 0', 'max_minutes must be between 1 and 10080'),
    ('x', 'apply_deletes => null', 'apply_deletes must be true or false'),
    ('x', 'entities => ''{}''', 'there are no entities'),
    ('x', 'windows => ''{8-12}''', 'window ''8-12'' is not like 22:00-06:00 or mon-fri 20:00-24:00'),
    ('x', 'windows => ''{10:00-10:00}''', 'window ''10:00-10:00'' is not like 22:00-06:00 or mon-fri 20:00-24:00'),
    ('x', 'windows => ''{xyz 10:00-12:00}''', 'window ''xyz 10:00-12:00'' is not like 22:00-06:00 or mon-fri 20:00-24:00'),
    ('x', 'full_every => ''7m''', 'schedule ''7m'': minutes have to divide an hour, and hours a day'),
    ('x', 'start_at => ''02:30'', full_every => ''61 * * * *''', 'schedule ''61 * * * *'': minute ''61''')
) as t (job, words, problem);
select throws_ok($$select lockstep.create_job('x', 'daily', '{nope}')$$, 'LSE01', 'entity ''nope'' is not defined', 'refuses an unknown entity');
select throws_ok(
    $$select lockstep.create_job('visits', 'daily', '{offices}')$$, 'LSJ31', 'job ''visits'' exists already', 'a name that is taken'
);

-- refusals: two jobs on one entity
select throws_ok(
    $$select lockstep.create_job('all', 'daily')$$, 'LSJ33', 'jobs ''all'' and ''visits'' would sync the same entities: visits',
    'two jobs on one entity'
);
select near.define_doctors();
select lives_ok($$select lockstep.create_job('offices', 'daily', '{offices}', use_cron => false)$$, 'others can have one');
select throws_ok(
    $$select lockstep.create_job('doctors', 'daily', '{doctors}')$$, 'LSJ33',
    'jobs ''doctors'' and ''offices'' would sync the same entities: offices', 'also where they meet in what one refers to'
);
select throws_ok($$select lockstep.start_job('nope')$$, 'LSJ32', 'job ''nope'' does not exist', 'refuses an unknown job');

-- behaviour: pg_cron, which need not be here
select lockstep.drop_job('offices');
create function pg_temp.cron_is(version integer[])
    returns void
    language plpgsql
as $body$
begin
    execute format(
        'create or replace function lockstep_private.cron_version() returns integer[] language sql stable as %L',
        format('select %L::integer[]', version)
    );
end;
$body$;
select pg_temp.cron_is(null);
select throws_ok(
    'select lockstep.schedule_jobs()', 'LSJ34', 'pg_cron cannot run jobs: it is not installed in this database', 'says that pg_cron is missing'
);
select is(lockstep.create_job('offices', 'daily', '{offices}'), 'none', 'a job can be without it');
select ok(not lockstep.unschedule_jobs(), 'and be dropped');
set local client_min_messages = warning;
create schema if not exists cron;
select pg_temp.cron_is('{1,4}');
select is(lockstep_private.cron_obstacle('30 seconds'), 'version 1.4 knows no seconds', 'seconds are for versions of pg_cron');
select pg_temp.cron_is('{1,5}');
select is(lockstep_private.cron_obstacle('30 seconds'), null, 'from 1.5');
select pg_temp.cron_is('{1,10}');
select is(lockstep_private.cron_obstacle('30 seconds'), null, 'on');
select has_function('lockstep', 'tick', array['text[]', 'timestamp with time zone'], 'as a runner ticks');

select * from finish();
rollback;
