begin;
select plan(10);

-- given: people, of whom one refers to an office that is not there yet, and one whose age is none
insert into far.office values (1, 'office 1', 'town');
insert into far.person (id, name, kind, office_id)
values (1, 'right', '30', 1), (2, 'waits', '31', 2), (3, 'no age', 'old', 1), (4, 'other', '33', 1), (5, 'without', '34', null);
create table near.people (
    id uuid primary key, legacy_id integer, name varchar(5), age integer, office_id uuid references near.offices
);
select near.define_offices();
select lockstep.define_entity(
    entity => 'people', source => 'far.person', source_key => '{id}', target => 'near.people',
    columns => '{"legacy_id": "s.id", "name": "s.name", "age": "s.kind::integer"}',
    refs => '{"office_id": {"entity": "offices", "key": "s.office_id", "if_missing": "null"}}'
);
insert into near.offices values (md5('o')::uuid, 'office 1', 'town');
select lockstep.define_adoption('offices', query => $$select 1, md5('o')::uuid$$);
insert into near.people
select md5('p' || v.id)::uuid, v.*
from (values (1, 'right', 30, md5('o')::uuid), (2, 'waits', 31, null), (3, 'no ag', 3, md5('o')::uuid), (4, 'othe', 33, md5('o')::uuid))
    as v (id, name, age, office_id);

-- behaviour
select near.go('adopt');
select is(
    near.found(entity => 'people'), 'insert 1, update 2, unchanged 2', 'a row that cannot be transformed is different, and fails no other'
);
select results_eq(
    'select l.source_key, l.source_hash is not null, l.unresolved is not null, l.settled_at is null from lockstep_ledger.people as l order by 1',
    'values (1, true, false, true), (2, true, true, true), (3, false, false, true), (4, false, false, true)',
    'a reference that leads nowhere yet is noted'
);
select near.go();
select near.last_run() as run \gset
select is(near.found(:run, 'people'), 'insert 1, update 2, unchanged 2, written 1', 'the sync tries what is not the same');
select set_eq(
    $$select r.source_key ->> 0 from lockstep.rejects as r where r.closed_at is null$$, $$values ('3'), ('5')$$,
    'and refuses what the target cannot hold'
);
insert into far.office values (2, 'office 2', 'town');
select near.go();
select is(
    (select o.name from near.people as p join near.offices as o on o.id = p.office_id where p.legacy_id = 2), 'office 2',
    'once the other row is there, the reference is completed'
);

-- behaviour: a row that the old scripts cut
update far.person set name = 'too long for it' where id = 1;
update near.people set name = 'too l' where legacy_id = 1;
delete from lockstep_ledger.people where true;
select near.go('adopt');
select is(
    (select l.source_hash from lockstep_ledger.people as l where l.source_key = 1), null, 'a value that was cut is not the same'
);

-- behaviour: bad rows among many
insert into far.person (id, name, kind) select i, 'p' || i, case when i % 700 = 0 then 'bad' else '1' end from generate_series(100, 2299) as i;
insert into near.people select md5('p' || i)::uuid, i, 'p' || i, 1, null from generate_series(100, 2299) as i;
select near.go('adopt', '{people}');
select is(near.found(entity => 'people'), 'insert 1, update 3, unchanged 2197', 'three bad rows of many are found one by one');

-- refusals
insert into far.loose values (1, 'a'), (1, 'b'), (2, 'c');
create table near.loose (id uuid primary key, legacy_id integer, name text);
delete from far.loose where name = 'b';
select lockstep.define_entity(
    entity => 'loose', source => 'far.loose', source_key => '{id}', target => 'near.loose', columns => '{"legacy_id": "s.id", "name": "s.name"}'
);
insert into far.loose values (1, 'b');
insert into near.loose values (md5('l')::uuid, 1, 'a');
select throws_ok($$select near.go('adopt', '{loose}')$$, 'LSC01', null, 'a source key that is there twice is refused');
select is((select count(*) from near.loose), 1::bigint, 'and nothing is written');
select is_empty('select from lockstep_ledger.loose', 'nor adopted');

select * from finish();
rollback;
