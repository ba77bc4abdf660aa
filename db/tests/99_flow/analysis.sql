-- A sync by what a detect found looks at those rows again, at no others, and deletes no others.
begin;
select plan(32);

-- given: five synced offices, three doctors in them, and marks that a stopped sync left behind
insert into far.office select i, 'office ' || i, 'old' from generate_series(1, 40) as i;
insert into far.doctor (id, office_id, name) select i, i, 'doctor ' || i from generate_series(1, 3) as i;
select near.define_offices();
select near.define_doctors();
select near.go();
create function pg_temp.towns()
    returns text
    language sql
as $$
    select string_agg(l.source_key || ' ' || o.town, ', ' order by l.source_key)
    from near.offices as o
    join lockstep_ledger.offices as l on l.target_key = o.id
    where o.town <> 'old'
$$;
create function pg_temp.offices()
    returns bigint
    language sql
as 'select count(*) from near.offices';

-- behaviour: what was found, as it is by now
update far.office set town = 'first' where id in (1, 2, 3);
delete from far.office where id = 10;
insert into far.office values (50, 'new', 'first');
insert into far.doctor (id, office_id, name) values (50, 50, 'doctor of the new office');
select near.go('detect');
select near.last_run() as analysis \gset
select results_eq(
    'select c.entity, c.insert, c.update, c.delete, c.differing, c.percent, c.is_partial from lockstep.changes(near.last_run()) as c',
    $$values ('offices', 1::bigint, 3::bigint, 1::bigint, 5::bigint, 12.1951, false), ('doctors', 1, 0, 0, 1, 25, false)$$,
    'changes counts what a detect found, of all rows there are or were'
);
update far.office set town = 'second' where id in (2, 4);
update far.office set town = 'old' where id = 3;
delete from far.office where id = 11;
update lockstep_ledger.offices as l set gone_at = now() where l.source_key = 11;
select near.go(options => jsonb_build_object('analysis', :analysis));
select near.last_run() as synced \gset
select is(
    near.found(), 'offices: insert 1, update 2, delete 1, unchanged 1, written 4; doctors: insert 1, written 1',
    'a sync by it writes them, parents first, and none that is in step again'
);
select is(pg_temp.towns(), '1 first, 2 second, 50 first', 'with the values that they have by now, and no other row');
select is(pg_temp.offices(), 40::bigint, 'of rows that are gone it deletes those that were found');
select results_eq(
    $$select e.entity, e.source_rows, e.synced, e.excluded, e.extra, e.is_accounted from lockstep.run_entities as e where e.run = near.last_run() order by 1$$,
    $$values ('doctors', 1::bigint, null::bigint, null::bigint, null::bigint, null::boolean), ('offices', 4, null, null, null, null)$$,
    'and adds nothing up that it did not look at'
);
select near.go(options => jsonb_build_object('analysis', :analysis));
select is(near.found(), 'offices: unchanged 4; doctors: unchanged 1', 'a second one finds nothing to do');
select near.go('sync', '{doctors}', options => jsonb_build_object('analysis', :analysis));
select is(near.found(), 'doctors: unchanged 1', 'of some entities only, without those that they refer to');
select near.go();
select is(pg_temp.towns(), '1 first, 2 second, 4 second, 50 first', 'the next sync brings the rest');
select is(pg_temp.offices(), 39::bigint, 'and deletes the rest');
select is(near.account(), 'offices: 39 = 39 synced + 0 rejected + 0 excluded; doctors: 4 = 4 synced + 0 rejected + 0 excluded', 'its books add up');

-- behaviour: mass deletes
delete from far.office where id between 20 and 29;
select near.go('detect', '{offices}');
select near.last_run() as analysis \gset
select throws_ok(
    $$select near.go(options => jsonb_build_object('analysis', near.last_run()))$$, 'LSA02', null,
    'stops before a mass delete'
);
select near.go(options => jsonb_build_object('analysis', :analysis, 'allow_deletes', true));
select is(pg_temp.offices(), 29::bigint, 'that can be allowed');

-- behaviour: a sync that did not end is taken up by the same analysis only
update far.office set town = 'third' where id in (1, 2);
select near.go('detect', '{offices}');
select near.last_run() as analysis \gset
select lockstep.start_run('sync', options => jsonb_build_object('analysis', :analysis)) as run \gset
select is(
    lockstep.start_run('sync', options => jsonb_build_object('analysis', :analysis)), :run::bigint,
    'a sync that did not end is taken up'
);
update lockstep_state.run set heartbeat_at = now() - interval '2 min', created_at = now() - interval '2 min' where id = :run;
select isnt(lockstep.start_run('sync', '{offices}'), :run::bigint, 'but not by a whole sync');
select is((select r.status from lockstep.runs as r where r.id = :run), 'cancelled', 'which ends it');
select near.go('sync', '{offices}');

-- behaviour: watermarks
select near.define_visits();
insert into far.visit select i, 1, 'visit', timestamptz '2024-01-01 00:00+00' from generate_series(1, 5) as i;
select near.go();
create temp table marked as select w.* from lockstep_state.watermark as w;
update far.visit set note = 'moved';
select near.go('detect', '{visits}');
select near.go(options => jsonb_build_object('analysis', near.last_run()));
select is(near.found(), 'visits: update 5, written 5', 'entities with a watermark are synced alike');
select is_empty($$select from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'look'$$, 'without a look at the source''s transactions');
select results_eq('select w.* from lockstep_state.watermark as w', 'select * from marked', 'their watermarks stay where they are');

-- behaviour: stop after so many
update far.office set town = 'fourth';
update far.visit set note = 'moved again';
select near.go('detect', options => '{"stop_after": 3, "batch_rows": 5}');
select ok(
    (select bool_or(c.is_partial) from lockstep.changes(near.last_run()) as c),
    'a detect that found enough looks no further'
);
select ok(
    (select sum(c.differing) between 3 and 33 and bool_and(c.percent is null or not c.is_partial) from lockstep.changes(near.last_run()) as c),
    'what it did not look at is not made up'
);
select is((select count(*) from lockstep.differences as d where d.run = near.last_run()), (select sum(c.differing)::bigint from lockstep.changes(near.last_run()) as c), 'all that it found is saved');
select is(
    (select bool_and(c.is_partial = (e.synced is null)) from lockstep.changes(near.last_run()) as c join lockstep.run_entities as e on e.run = near.last_run() and e.entity = c.entity),
    true, 'and books are closed only where it saw all'
);
select near.go(options => jsonb_build_object('analysis', near.last_run()));
select ok((select sum(e.update) >= 3 from lockstep.run_entities as e where e.run = near.last_run()), 'and it can be synced by');
select near.go('detect', options => '{"stop_after": 1000}');
select is((select bool_or(c.is_partial) from lockstep.changes(near.last_run()) as c), false, 'one that finds less looks at all');

-- refusals
select throws_ok('select * from lockstep.changes(999999)', 'LSJ05', null, 'no such run');
select throws_ok($$select lockstep.start_run('sync', options => '{"analysis": 999999}')$$, 'LSJ05', null, 'no such run');
select throws_ok(
    format($$select lockstep.start_run('sync', options => '{"analysis": %s}')$$, :synced), 'LSJ13',
    format('run %s is nothing to sync by: it is of kind sync, not detect', :synced), 'a run of another kind'
);
select throws_ok(
    format($$select lockstep.start_run('sync', '{visits}', options => '{"analysis": %s}')$$, :analysis), 'LSJ13',
    format('run %s is nothing to sync by: it did not look at ''visits''', :analysis), 'an entity that it did not look at'
);
select lockstep.start_run('detect') as open \gset
select throws_ok(
    format($$select lockstep.start_run('sync', options => '{"analysis": %s}')$$, :open), 'LSJ13',
    format('run %s is nothing to sync by: it is pending, not completed', :open), 'one that is not at its end'
);
select near.define_offices(on_drift => 'keep');
select throws_ok(
    format($$select lockstep.start_run('sync', options => '{"analysis": %s}')$$, :analysis), 'LSJ13',
    format('run %s is nothing to sync by: defined anew since: ''offices''', :analysis), 'an entity that was defined anew since'
);
select throws_ok(
    $$select lockstep.start_run('sync', options => '{"analysis": 1, "watermark": true}')$$, 'LSJ01',
    'a run cannot be started: analysis goes with neither watermark nor fast_first_load', 'what goes another way'
);
select throws_ok(
    $$select lockstep.start_run('detect', options => '{"stop_after": 0}')$$, 'LSJ01',
    'a run cannot be started: stop_after must be a number of differences from 1', 'a limit of nothing'
);

select * from finish();
rollback;
