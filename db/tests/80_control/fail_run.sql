begin;
select plan(8);

-- given
select near.define_offices();
update lockstep_state.entity set defined_at = now() - interval '1 day';
select lockstep.start_run('sync') as run \gset

-- behaviour
select lockstep.fail_run(:run, '08006', 'connection lost');
select results_eq(
    format('select status, error_code, error, finished_at is not null from lockstep.runs where id = %s', :run),
    $$values ('failed', '08006', 'connection lost', true)$$,
    'notes why a run ended'
);
select results_eq(
    'select level, message, detail from lockstep.logs order by id desc limit 1',
    $$values ('error', 'connection lost', '{"code": "08006"}'::jsonb)$$,
    'also in the log'
);
select lockstep.fail_run(:run, 'LSC01', 'another worker');
select is((select r.error_code from lockstep.runs as r where r.id = :run), '08006', 'the first reason stays');
select is(lockstep.start_run('sync'), :run::bigint, 'a failed run is taken up again');
select results_eq(
    format('select status in (''running'', ''pending''), error_code, error, finished_at from lockstep.runs where id = %s', :run),
    'values (true, null::text, null::text, null::timestamptz)',
    'without its error'
);
select near.finish(:run);
select lockstep.fail_run(:run, '08006', 'too late');
select is((select r.status from lockstep.runs as r where r.id = :run), 'completed', 'what is completed stays so');
select lockstep.start_run('sync') as run \gset
select lockstep.pause_run(:run);
select lockstep.fail_run(:run, '08006', 'while paused');
select is((select r.status from lockstep.runs as r where r.id = :run), 'paused', 'and what is paused');

-- refusals
select throws_ok($$select lockstep.fail_run(-1, '08006', 'x')$$, 'LSJ05', 'run -1 does not exist', 'refuses a run that does not exist');

select * from finish();
rollback;
