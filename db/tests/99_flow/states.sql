-- Each of the seven states by a change that people really make, told apart by detect, counted by
-- compare, and healed by sync.
begin;
select plan(24);

-- given: eight rows, synced; one row of the target that is not lockstep's
select near.define_offices();
insert into far.office (id, name, town)
select i, 'office ' || i, 'town ' || i from generate_series(-1, 6) as i;
insert into near.offices (id, name) values ('00000000-0000-4000-8000-000000000001', 'own');
select near.go();
select is(near.found(), 'offices: insert 8, written 8', 'the first sync inserts every row');
select is(near.account(), 'offices: 8 = 8 synced + 0 rejected + 0 excluded, 1 extra', 'and the sum is right');

create temp table key_of as
select l.source_key as id, l.target_key as key from lockstep_ledger.offices as l;

-- given: one change of each kind. 6 stays as it is
insert into far.office values (7, 'office 7', 'town 7');
update far.office set town = 'moved' where id in (0, 1);
update near.offices as o set town = 'touched' from key_of as k where k.key = o.id and k.id in (1, 2);
delete from near.offices as o using key_of as k where k.key = o.id and k.id = 3;
delete from far.office where id in (4, 5);
update near.offices as o set town = 'touched' from key_of as k where k.key = o.id and k.id = 5;
delete from near.offices as o using key_of as k where k.key = o.id and k.id = -1;
update far.office set town = 'moved' where id = -1;

-- behaviour: detect and compare
create temp table before as select o.ctid as place, o.* from near.offices as o;
select near.go('detect');
select results_eq(
    $$
    select d.source_key ->> 0, d.state
    from lockstep.differences as d where d.run = near.last_run()
    order by (d.source_key ->> 0)::integer
    $$,
    $$
    values ('-1', 'missing'), ('0', 'update'), ('1', 'conflict'), ('2', 'drift'), ('3', 'missing'),
        ('4', 'delete'), ('5', 'delete'), ('7', 'insert')
    $$,
    'detect tells the states apart, key by key'
);
select near.go('compare');
select is(
    near.found(),
    'offices: insert 1, update 1, conflict 1, drift 1, missing 2, delete 2, unchanged 1',
    'compare counts them'
);
select is(
    (select e.extra from lockstep.run_entities as e where e.run = near.last_run()), 1::bigint,
    'and the row that no ledger knows'
);
select near.go('sync', is_dry => true);
select is(
    near.found(),
    'offices: insert 1, update 1, conflict 1, drift 1, missing 2, delete 2, unchanged 1',
    'so does a dry run'
);
select results_eq(
    'select ctid, * from near.offices order by id', 'select * from before order by id',
    'none of them writes a target row'
);
select is_empty('select * from lockstep_state.overwritten', 'or keeps a before-image');

-- behaviour: sync
select near.go(options => '{"allow_deletes": true}');
select is(
    near.found(),
    'offices: insert 1, update 1, conflict 1, drift 1, missing 2, delete 2, unchanged 1, written 8',
    'sync finds the same'
);
select results_eq(
    $$
    select l.source_key, o.name, o.town
    from lockstep_ledger.offices as l join near.offices as o on o.id = l.target_key
    order by l.source_key
    $$,
    'select s.id, s.name, s.town from far.office as s order by s.id',
    'and makes the target as the source is'
);
select is(
    (select count(*) from near.offices), 8::bigint, 'deleted rows are gone, the one of others stays'
);
select results_eq(
    $$
    select l.target_key from lockstep_ledger.offices as l join key_of as k on k.id = l.source_key
    order by l.source_key
    $$,
    'select k.key from key_of as k order by k.id',
    'no target key changes, whatever happened'
);
select results_eq(
    $$
    select o.state, o.source_key ->> 0, o.before ->> 'town'
    from lockstep_state.overwritten as o
    order by o.source_key ->> 0
    $$,
    $$
    values ('missing', '-1', null), ('update', '0', 'town 0'), ('conflict', '1', 'touched'),
        ('drift', '2', 'touched'), ('missing', '3', null), ('delete', '4', 'town 4'),
        ('delete', '5', 'touched')
    $$,
    'what was overwritten or deleted is kept as it was'
);
select results_eq(
    $$
    select o.target_key ->> 0, o.before ->> 'id'
    from lockstep_state.overwritten as o where o.before is not null order by o.id
    $$,
    $$
    select k.key::text, k.key::text
    from lockstep_state.overwritten as o join key_of as k on k.id::text = o.source_key ->> 0
    where o.before is not null
    order by o.id
    $$,
    'under its target key'
);
select is(near.account(), 'offices: 7 = 7 synced + 0 rejected + 0 excluded, 1 extra', 'the sum is right again');
select is(
    lockstep.report(near.last_run()) -> 'in_step', 'true', 'and both sides are in step'
);

select near.go('compare');
select is(near.found(), 'offices: unchanged 7', 'nothing differs then');
create temp table after as select o.ctid as place, o.* from near.offices as o;
create temp table writes as select near.writes('near.offices') as rows;
select near.go();
select is(near.found(), 'offices: unchanged 7', 'a further sync finds nothing');
select results_eq(
    'select ctid, * from near.offices order by id', 'select * from after order by id',
    'and leaves every target row where it is'
);
select is(near.writes('near.offices'), (select w.rows from writes as w), 'PostgreSQL counts no write either');

-- behaviour: rows that were deleted come back
insert into far.office values (4, 'again', 'again');
select near.go('compare');
select is(near.found(), 'offices: insert 1, unchanged 7', 'a row that comes back at the source is an insert');
select near.go();
select results_eq(
    'select o.name from near.offices as o join key_of as k on k.key = o.id where k.id = 4',
    $$values ('again')$$,
    'gets its old target key'
);
select results_eq(
    'select l.gone_at, l.settled_at from lockstep_ledger.offices as l where l.source_key = 4',
    $$values (null::timestamptz, null::timestamptz)$$,
    'and counts as standing'
);
select near.go('compare');
select is(near.found(), 'offices: unchanged 8', 'like any other row');

select * from finish();
rollback;
