begin;
select plan(23);

-- given: twenty rows, synced; three of them gone at the source
insert into far.office select i, 'office ' || i, null from generate_series(1, 20) as i;
select near.define_offices();
select near.go();
create temp table before as select o.ctid as place, o.* from near.offices as o;
create temp table writes as select near.writes('near.offices') as rows;
delete from far.office where id <= 3;
update lockstep_state.entity set defined_at = now() - interval '1 day';

-- refusals
select throws_ok('select near.go()', 'LSA02',
    '3 of 20 rows of entity ''offices'' are gone at the source: nothing was deleted',
    'more than a tenth of the rows gone stops the run');
select lockstep.start_run('sync') as run \gset
-- every step but the guard, each in its own right
do $do$
begin
    while exists (
        select from lockstep_state.segment as s
        where s.run = near.last_run() and not s.is_done and s.stage < (
            select g.stage from lockstep_state.segment as g where g.run = s.run and g.kind = 'guard'
        )
    ) loop
        perform lockstep.step(near.last_run());
    end loop;
end;
$do$;
select throws_ok(format('select * from lockstep.step(%s)', :run), 'LSA02', null, 'in the step before the first delete');
select lockstep.fail_run(:run, 'LSA02', 'stopped');
select results_eq(
    'select o.ctid as place, o.* from near.offices as o order by id', 'select * from before order by id',
    'the target is as it was'
);
select is(near.writes('near.offices'), (select w.rows from writes as w), 'not one row was written');
select is(
    (select count(*) from lockstep_ledger.offices where gone_at is not null and settled_at is null), 3::bigint,
    'the ledger remembers what is gone'
);
select is_empty('select from lockstep_state.overwritten', 'nothing is overwritten');

-- behaviour: the rows were there all the time
insert into far.office select i, 'office ' || i, null from generate_series(1, 3) as i;
select lives_ok(
    $$select near.go(options => '{"allow_deletes": true}')$$, 'the permission may come when the rows are back'
);
select results_eq(
    'select o.ctid as place, o.* from near.offices as o order by id', 'select * from before order by id',
    'nothing is deleted then that the source has, and nothing written again'
);
select near.go();
select is(near.found(), 'offices: unchanged 20', 'the next sync has nothing to do');
select is_empty(
    'select from lockstep_ledger.offices where gone_at is not null', 'the ledger no longer holds them for gone'
);

-- behaviour: the same without permission
delete from far.office where id <= 3;
update lockstep_state.entity set defined_at = now() - interval '1 day';
select lockstep.start_run('sync') as run \gset
select throws_ok(format('select near.finish(%s)', :run), 'LSA02', null, 'a run that stopped');
do $do$
begin
    while exists (
        select from lockstep_state.segment as s
        where s.run = near.last_run() and not s.is_done and s.stage < (
            select g.stage from lockstep_state.segment as g where g.run = s.run and g.kind = 'guard'
        )
    ) loop
        perform lockstep.step(near.last_run());
    end loop;
end;
$do$;
select lockstep.fail_run(:run, 'LSA02', 'stopped');
insert into far.office select i, 'office ' || i, null from generate_series(1, 3) as i;
select lives_ok('select near.go()', 'goes on without permission once the rows are back');
select results_eq(
    'select o.ctid as place, o.* from near.offices as o order by id', 'select * from before order by id', 'and leaves the target alone'
);

-- behaviour: they are really gone
delete from far.office where id <= 3;
select near.go(options => '{"allow_deletes": true}');
select is(near.found(), 'offices: delete 3, unchanged 17, written 3', 'with allow_deletes they are deleted');
select is((select count(*) from near.offices), 17::bigint, 'on the target');
delete from far.office where id = 4;
select near.go();
select is(near.found(), 'offices: delete 1, unchanged 16, written 1', 'a tenth or less needs no permission');
delete from far.office where id in (5, 6);
select throws_ok(
    $$select near.go(options => '{"max_delete_ratio": 0}')$$, 'LSA02', null, 'unless the ratio is stricter'
);
select near.go(options => '{"max_delete_ratio": 0.2}');
select is(near.found(), 'offices: delete 2, unchanged 14, written 2', 'or is more generous');

-- behaviour: everything gone
delete from far.office;
select throws_ok('select near.go()', 'LSA02',
    '14 of 14 rows of entity ''offices'' are gone at the source: nothing was deleted',
    'an empty source stops the run');
select throws_ok(
    $$select near.go(options => '{"max_delete_ratio": 1}')$$, 'LSA02', null, 'whatever the ratio'
);
select is((select count(*) from near.offices), 14::bigint, 'with every row in place');
select near.go(options => '{"allow_deletes": true}');
select is(near.account(), 'offices: 0 = 0 synced + 0 rejected + 0 excluded', 'unless that is allowed');
select is_empty('select from near.offices', 'then the target is empty, too');

select * from finish();
rollback;
