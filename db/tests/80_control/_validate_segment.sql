-- A validation as a run.
begin;
select plan(21);

-- given
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 100) as g;
insert into far.doctor select g, g, null, 'doctor ' || g, g from generate_series(1, 20) as g;
select near.define_offices();
select near.define_doctors();
select near.go();
create function pg_temp.passed()
    returns boolean
    language sql
as $$select (lockstep.report(near.last_run()) ->> 'in_step')::boolean$$;

-- behaviour
select near.go('validate');
select ok(pg_temp.passed(), 'all is well');
select results_eq(
    $$select f.entity, f."check", f.level from lockstep.findings as f where f.run = near.last_run() order by 1$$,
    $$values ('doctors', 'success', 'info'), ('offices', 'success', 'info')$$,
    'which is all that there is to say'
);
select results_eq(
    'select e.entity, e.source_rows, e.synced, e.rejected, e.extra from lockstep.run_entities as e where e.run = near.last_run() order by 1',
    $$values ('doctors', 20::bigint, 20::bigint, 0::bigint, 0::bigint), ('offices', 100, 100, 0, 0)$$,
    'the books are closed'
);

update near.offices set town = 'elsewhere' where name = 'office 7';
select near.go('validate', '{offices}');
select ok(not pg_temp.passed(), 'content that differs fails it');
select results_eq(
    $$select f.key, f.rows, f.example_keys from lockstep.findings as f where f.run = near.last_run() and f.level = 'error' order by 1$$,
    $$values ('content:offices:differs', 1::bigint, '[["7"]]'::jsonb), ('success:offices', 1, '[]'),
        ('total:offices:town', null, '[]')$$,
    'with the key of the row'
);
select near.go('validate', '{offices}', options => '{"min_success": 99}');
select ok(pg_temp.passed(), 'where 99 % are enough, it passes');
select results_eq(
    $$select distinct f.level from lockstep.findings as f where f.run = near.last_run() order by 1$$,
    $$values ('info'), ('warning')$$,
    'with warnings'
);
select near.go('validate', '{offices}', options => '{"min_success": 99.5}');
select ok(not pg_temp.passed(), '99.5 % are more than 99 of 100');
select lockstep.mute_finding(f.key, 'known') from lockstep.findings as f where f.run = near.last_run();
select ok(pg_temp.passed(), 'what somebody has accepted does not count any more');
select near.go('validate', '{doctors}', options => '{"sample": 0.5}');
select results_eq(
    $$select count(*) from lockstep.findings as f where f.run = near.last_run() and f.key = 'content:doctors:sample' and f.rows between 1 and 19$$,
    'values (1::bigint)',
    'a sample looks at some of the rows, and says so'
);
select ok(pg_temp.passed(), 'and passes');

-- behaviour: what is already known to be apart is not counted twice
delete from lockstep_state.muted_finding;
update near.offices set town = 'town';
update far.office set name = null where id = 9;
select near.go();
select near.go('validate', '{offices}');
select results_eq(
    $$select f.key, f.rows from lockstep.findings as f where f.run = near.last_run() and f.level = 'error' order by 1$$,
    $$values ('rows:offices:rejected', 1::bigint), ('success:offices', 1)$$,
    'a row that was refused counts once'
);

-- behaviour: what could not arrive, if that is allowed
select near.go('validate', '{offices}', options => '{"allow_rejects": true}');
select ok(pg_temp.passed(), 'rows that are known to be refused may be allowed');
select results_eq(
    $$select f.key, f.level, f.rows from lockstep.findings as f where f.run = near.last_run() order by 1$$,
    $$values ('rows:offices:rejected', 'warning', 1::bigint), ('success:offices', 'info', 0)$$,
    'they are a warning, and leave the denominator'
);
select results_eq(
    'select e.synced, e.rejected from lockstep.run_entities as e where e.run = near.last_run()', 'values (99::bigint, 1::bigint)',
    'in the books they are what they are'
);
update near.offices set town = 'elsewhere' where name = 'office 7';
select near.go('validate', '{offices}', options => '{"allow_rejects": true}');
select ok(not pg_temp.passed(), 'all that could arrive has to be right');

-- refusals
select throws_ok($$select lockstep.start_run('sync', options => '{"allow_rejects": true}')$$, 'LSJ01', null, 'a sync allows them anyway');
select throws_ok($$select lockstep.start_run('validate', options => '{"allow_rejects": 1}')$$, 'LSJ01', null, 'yes or no');
select throws_ok($$select lockstep.start_run('validate', options => '{"min_success": 101}')$$, 'LSJ01', null, 'no more than all');
select throws_ok($$select lockstep.start_run('validate', options => '{"sample": 0}')$$, 'LSJ01', null, 'a sample of nothing');
select throws_ok($$select lockstep.start_run('sync', options => '{"sample": 0.5}')$$, 'LSJ01', null, 'a sync has no sample');

select * from finish();
rollback;
