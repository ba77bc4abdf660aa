begin;
select plan(26);

-- given
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 25) as i;
insert into far.office values (1, 'one', null);
insert into far.doctor (id, office_id, name) values (1, 1, 'x');
select near.define_visits(batch_rows => 10);
select near.define_doctors();
select near.define_offices();
update lockstep_state.entity set defined_at = now() - interval '1 day';
select lockstep.start_run('sync') as run \gset
create temp table planned as select s.* from lockstep_state.segment as s where s.run = :run;

-- behaviour: one piece at a time, on a machine that is never too slow for the next
set local lockstep.step_time = '1 hour';
create temp table step (n integer generated always as identity, status text, entity text, work text, rows bigint, written bigint,
    differing bigint, rejected bigint, seconds double precision);
do $do$
begin
    loop
        insert into step (status, entity, work, rows, written, differing, rejected, seconds)
        select s.* from lockstep.step(near.last_run()) as s;
        exit when (select s.status from step as s order by s.n desc limit 1) <> 'worked';
    end loop;
end;
$do$;
create temp table piece as
select row_number() over (order by s.finished_at) as n, s.* from lockstep_state.segment as s where s.run = :run;
select results_eq(
    $$select kind, source_rows, written from piece where entity = 'visits' order by n$$,
    $$
    values ('plan', 0::bigint, 0::bigint), ('range', 10, 10), ('range', 10, 10), ('range', 5, 5), ('finish', 0, 0)
    $$,
    'works through an entity piece by piece; what lost no row has nothing to remove'
);
select results_eq(
    $$select entity, work, rows, written from step where written > 0 order by n$$,
    $$
    values ('offices', 'range', 1::bigint, 1::bigint), ('visits', 'range', 10, 10), ('visits', 'range', 10, 10), ('visits', 'range', 5, 5),
        ('doctors', 'range', 1, 1)
    $$,
    'says what it did, and ends where it has written'
);
select is(
    (select array_agg(s.work order by s.n) from step as s where s.written = 0), '{look,plan,plan,finish}'::text[],
    'does at once what leaves nothing to write, but reads in another transaction what it planned'
);
select results_eq(
    $$select status, count(*) from step group by 1 order by 1$$,
    $$values ('completed', 1::bigint), ('worked', (select count(*) - 1 from step))$$,
    'says worked until all is done'
);
select cmp_ok(
    (select max(p.n) from piece as p where p.entity = 'offices' and p.kind = 'range'), '<',
    (select min(p.n) from piece as p where p.entity = 'doctors' and p.kind = 'range'), 'writes an entity after those it refers to'
);
select cmp_ok(
    (select max(p.stage) from planned as p where p.entity = 'doctors' and p.kind = 'remove'), '<',
    (select min(p.stage) from planned as p where p.entity = 'offices' and p.kind = 'remove'), 'and deletes before them'
);
select cmp_ok(
    (select p.stage from planned as p where p.kind = 'guard'), '<', (select min(p.stage) from planned as p where p.kind = 'remove'),
    'after the guard against mass deletes'
);
select is((select sum(s.written) from step as s), 27::numeric, 'every row is written once');
select is_empty('select from step where seconds < 0', 'time runs forward');
select cmp_ok(
    (select r.started_at from lockstep_state.run as r where r.id = :run), '<', (select min(p.finished_at) from piece as p),
    'and is counted from the begin of the first step'
);

-- behaviour: after the end
create temp table segments as select s.* from lockstep_state.segment as s;
select results_eq(
    format('select status, entity, work from lockstep.step(%s)', :run), $$values ('completed', null::text, null::text)$$,
    'after the end it only says so'
);
select results_eq(format('select status from lockstep.step(%s)', :run), $$values ('completed')$$, 'as often as it is asked');
select results_eq('select * from lockstep_state.segment order by id', 'select * from segments order by id', 'and changes nothing');
select is((select count(*) from lockstep.logs as l where l.run = :run and l.message = 'run completed'), 1::bigint, 'the end is noted once');

-- behaviour: pause, resume, cancel
select lockstep.start_run('sync') as run \gset
select lockstep.step(:run);
select lockstep.pause_run(:run);
select results_eq(format('select status, work from lockstep.step(%s)', :run), $$values ('paused', null::text)$$, 'a paused run does nothing');
select is((select count(*) from lockstep_state.segment as s where s.run = :run and s.is_done), 1::bigint, 'and keeps what it has done');
select lockstep.resume_run(:run);
select results_eq(format('select status from lockstep.step(%s)', :run), $$values ('worked')$$, 'until it is resumed');
select lockstep.cancel_run(:run);
select results_eq(format('select status, work from lockstep.step(%s)', :run), $$values ('cancelled', null::text)$$, 'a cancelled one ends');
select isnt(lockstep.start_run('sync'), :run::bigint, 'for ever: a new run takes its place');
select is(near.finish(near.last_run()), 'completed', 'which does everything');
select is(near.found(), 'offices: unchanged 1; visits: unchanged 25; doctors: unchanged 1', 'and finds what the others left');

-- behaviour: a step that fails
select lockstep.start_run('sync') as run \gset
update far.office set name = 'changed';
alter table near.offices rename to gone;
select throws_ok(
    format('select near.finish(%s)', :run), '42P01', null, 'an error that is not about a row ends the step as it is'
);
alter table near.gone rename to offices;
select lockstep.fail_run(:run, '42P01', 'relation is gone');
select results_eq(format('select status, work from lockstep.step(%s)', :run), $$values ('failed', null::text)$$, 'a failed run does nothing');
select is(lockstep.start_run('sync'), :run::bigint, 'until it is taken up again');
select is(near.finish(:run), 'completed', 'and goes on where it was');

-- refusals
select throws_ok('select * from lockstep.step(-1)', 'LSJ05', 'run -1 does not exist', 'refuses a run that does not exist');

select * from finish();
rollback;
