-- A run goes on with the mapping that it was planned with, or not at all.
begin;
select plan(8);

-- given: a run that is half way through
insert into far.office select i, 'office ' || i, null from generate_series(1, 9) as i;
select near.define_offices();
select lockstep.start_run('sync', options => '{"batch_rows": 3}') as run \gset
select lockstep.step(:run);
select lockstep.step(:run);
select is((select count(*) from near.offices), 3::bigint, 'some rows are written');

-- behaviour
select is(near.define_offices(), 'unchanged', 'the same mapping again');
select is((select s.status from lockstep.step(:run) as s), 'worked', 'changes nothing');
select lockstep.define_entity('offices', 'far.office', '{id}', 'near.offices', '{"name": "upper(s.name)"}');
select throws_ok(
    format('select lockstep.step(%s)', :run), 'LSJ08',
    format('run %s cannot go on: defined anew or dropped since it began: ''offices''', :run), 'another one stops the run'
);
select isnt(lockstep.start_run('sync'), :run::bigint, 'a new one takes its place');
select is((select r.status from lockstep.runs as r where r.id = :run), 'cancelled', 'though the old one gave a sign of life just now');
select is(near.finish(near.last_run()), 'completed', 'which does everything');
select results_eq(
    'select o.name from near.offices as o order by 1', $$select 'OFFICE ' || i from generate_series(1, 9) as i$$,
    'all rows are of the new mapping'
);

select * from finish();
rollback;
