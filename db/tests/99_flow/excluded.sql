-- A SELECT with a filter: what it leaves out is counted, and target rows of others are left alone.
begin;
select plan(12);

-- given
insert into far.person (id, name, kind) select i, 'person ' || i, case when i % 4 = 0 then 'hidden' else 'shown' end
from generate_series(1, 20) as i;
create table near.people (id integer primary key, name text, kind text);
insert into near.people values (1000, 'own', 'own');
select lockstep.define_entity('people',
    $$select p.id, p.name, p.kind from far.person as p where p.kind = 'shown'$$,
    '{id}', 'near.people', '{"name": "s.name", "kind": "s.kind"}');

-- behaviour
select near.go();
select is(
    near.account(), 'people: 20 = 15 synced + 0 rejected + 5 excluded, 1 extra',
    'rows of the base table that the filter leaves out are in the sum'
);
select results_eq(
    'select id from near.people order by id',
    'select id from far.person where kind = ''shown'' union all select 1000 order by 1',
    'they do not come over'
);
select is(lockstep.report(near.last_run()) -> 'in_step', 'true', 'extra rows do not put the sides out of step');
create temp table own as select p.ctid as place, p.* from near.people as p where p.id = 1000;
update far.person set kind = 'hidden' where id = 1;
update far.person set kind = 'shown' where id = 4;
select near.go();
select is(near.found(), 'people: insert 1, delete 1, unchanged 14, written 2', 'a row that the filter lets go is a delete, one that it lets in an insert');
select is(near.account(), 'people: 20 = 15 synced + 0 rejected + 5 excluded, 1 extra', 'the sum holds');
update far.person set name = null where kind = 'hidden';
select near.go();
select is(near.found(), 'people: unchanged 15', 'changes of rows that are left out do not matter');

-- behaviour: a join that multiplies or leaves out
insert into far.office values (1, 'one', null), (2, 'two', null);
update far.person set office_id = id % 3;
create table near.staff (id integer primary key, name text, office text);
select lockstep.define_entity('staff',
    'select p.id, p.name, o.name as office from far.person as p join far.office as o on o.id = p.office_id',
    '{id}', 'near.staff', '{"name": "s.name", "office": "s.office"}');
select near.go(entities => '{staff}');
select is(near.account(), 'staff: 20 = 14 synced + 0 rejected + 6 excluded', 'rows that a join leaves out are excluded, too');
update far.office set name = 'renamed' where id = 2;
select near.go(entities => '{staff}');
select is(near.found(), 'staff: update 7, unchanged 7, written 7', 'a change of any joined table is a change of the row');
select near.go('compare');
select is(near.found(), 'people: unchanged 15; staff: unchanged 14', 'nothing differs then');

-- behaviour: extra rows that another entity knows
select lockstep.define_entity('hidden',
    $$select p.id, 'h' as name, p.kind from far.person as p where p.kind = 'hidden'$$,
    '{id}', 'near.people', '{"name": "s.name", "kind": "s.kind"}');
select near.go(entities => '{people,hidden}');
select is(
    near.account(),
    'hidden: 20 = 5 synced + 0 rejected + 15 excluded, 1 extra; people: 20 = 15 synced + 0 rejected + 5 excluded, 1 extra',
    'rows of another entity in the same table are not extra'
);
select results_eq(
    'select p.ctid as place, p.* from near.people as p where p.id = 1000', 'select * from own',
    'an extra row is never touched'
);
select is(lockstep.report(near.last_run()) -> 'in_step', 'true', 'all are in step');

select * from finish();
rollback;
