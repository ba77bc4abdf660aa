-- A reference is the target key that another entity gave to a source value.
begin;
select plan(34);

-- given: a way to see rejects
create function pg_temp.open_rejects(entity text default null)
    returns setof text
    language sql
as $body$
    select concat_ws(' ', r.entity, r.source_key ->> 0, r.operation, r.reason, r.sqlstate, r.column_name)
    from lockstep.rejects as r
    where r.closed_at is null and (open_rejects.entity is null or r.entity = open_rejects.entity)
    order by 1;
$body$;

-- behaviour: definition in any order
select is(near.define_doctors(), 'created', 'an entity may refer to one that is not defined yet');
select results_eq('select * from lockstep.incomplete_entities()', $$values ('doctors', 'offices')$$, 'it is incomplete');
select throws_ok('select near.go()', 'LSJ03',
    'entities refer to entities that are not defined: ''doctors'' refers to ''offices''', 'and cannot run');
select near.define_offices();
select is_empty('select * from lockstep.incomplete_entities()', 'until that is defined');
select results_eq(
    'select e.name, e.is_complete from lockstep.entities as e order by 1',
    $$values ('doctors', true), ('offices', true)$$,
    'which completes it'
);

-- given: a way to read doctors with source keys instead of target keys
create view pg_temp.doctor as
select l.source_key as id, o.source_key as office, m.source_key as mentor, d.name
from near.doctors as d
join lockstep_ledger.doctors as l on l.target_key = d.id
left join lockstep_ledger.offices as o on o.target_key = d.office_id
left join lockstep_ledger.doctors as m on m.target_key = d.mentor_id;

-- behaviour: parents first, nulls stay nulls, a mentor may come later than the pupil
insert into far.office values (1, 'one', null), (2, 'two', null);
insert into far.doctor (id, office_id, mentor_id, name)
values (1, 1, 9, 'pupil'), (2, null, null, 'free'), (5, 2, 5, 'own mentor'), (9, 1, 2, 'mentor');
select near.go(entities => '{doctors}');
select results_eq(
    'select id, office, mentor, name from pg_temp.doctor order by id', 'select id, office_id, mentor_id, name from far.doctor order by id',
    'references become target keys, also to rows of the same entity in any order'
);
select is(
    near.account(),
    'offices: 2 = 2 synced + 0 rejected + 0 excluded; doctors: 4 = 4 synced + 0 rejected + 0 excluded',
    'a sync takes along what its entities refer to'
);
select is_empty('select * from pg_temp.open_rejects()', 'nothing is rejected');
create temp table places as select d.ctid as place, d.* from near.doctors as d;
select near.go();
select is(near.found(), 'offices: unchanged 2; doctors: unchanged 4', 'a second sync has nothing to do');
select results_eq(
    'select d.ctid as place, d.* from near.doctors as d order by id', 'select * from places order by id', 'and writes nothing'
);

-- behaviour: unresolved references
insert into far.doctor (id, office_id, name) values (20, 3, 'early'), (21, 4, 'lost');
insert into far.doctor (id, office_id, mentor_id, name) values (22, 1, 20, 'pupil of early');
select near.go();
select results_eq(
    'select * from pg_temp.open_rejects()',
    $$
    values ('doctors 20 write unresolved_reference 23503 office_id'),
        ('doctors 21 write unresolved_reference 23503 office_id'),
        ('doctors 22 write unresolved_reference 23503 mentor_id')
    $$,
    'rows that refer to what is not there are rejected, and so is who refers to them'
);
select results_eq(
    'select id, mentor from pg_temp.doctor where id >= 20', 'values (22, null::integer)',
    'a row that only waits for its own entity stands without the reference meanwhile'
);
select is(
    near.account(entity => 'doctors'), 'doctors: 7 = 4 synced + 3 rejected + 0 excluded', 'the sum holds'
);
select is(lockstep.report(near.last_run()) -> 'in_step', 'false', 'both sides are not in step');
insert into far.office values (3, 'three', null);
select near.go();
select results_eq(
    'select id, office, mentor from pg_temp.doctor where id >= 20 order by id',
    'values (20, 3, null::integer), (22, 1, 20)',
    'they heal by themselves once the row is there, and who waits for them'
);
select results_eq(
    'select * from pg_temp.open_rejects()',
    $$values ('doctors 21 write unresolved_reference 23503 office_id')$$,
    'the others go on waiting'
);
select results_eq(
    $$select r.source_key ->> 0 from lockstep.rejects as r where r.closed_at is not null order by 1$$,
    $$values ('20'), ('22')$$,
    'a healed reject is closed, not deleted'
);
select is(near.account(entity => 'doctors'), 'doctors: 7 = 6 synced + 1 rejected + 0 excluded', 'the sum holds');
delete from far.doctor where id = 21;
select near.go();
select is_empty('select * from pg_temp.open_rejects()', 'a reject whose source row goes away is closed, too');

-- behaviour: a reference to a rejected row
insert into far.office values (6, null, 'nameless');
insert into far.doctor (id, office_id, name) values (30, 6, 'waiting');
select near.go();
select results_eq(
    'select * from pg_temp.open_rejects()',
    $$
    values ('doctors 30 write unresolved_reference 23503 office_id'), ('offices 6 write constraint 23502 name')
    $$,
    'a row that refers to a rejected one is rejected'
);
update far.office set name = 'six' where id = 6;
select near.go();
select is_empty('select * from pg_temp.open_rejects()', 'and heals with it, in the same sync');
select is((select office from pg_temp.doctor where id = 30), 6, 'with its reference');

-- behaviour: an update that refers to what is not there
update far.doctor set office_id = 77, name = 'moving' where id = 30;
select near.go();
select results_eq(
    'select office, name from pg_temp.doctor where id = 30', $$values (6, 'waiting')$$, 'an update that is rejected leaves the target as it was'
);
update far.doctor set office_id = 6, name = 'waiting' where id = 30;
select near.go();

-- behaviour: a row that others refer to cannot go
delete from far.office where id = 6;
select near.go(options => '{"allow_deletes": true}');
select results_eq(
    'select * from pg_temp.open_rejects()', $$values ('offices 6 delete constraint 23503')$$,
    'a delete that a foreign key forbids is rejected'
);
select is(near.account(entity => 'offices'), 'offices: 3 = 3 synced + 0 rejected + 0 excluded', 'and not in the sum');
delete from far.doctor where id = 30;
select near.go(options => '{"allow_deletes": true}');
select is_empty('select * from pg_temp.open_rejects()', 'it heals when they go, too');
select is_empty(
    $$select from near.offices as o where o.name = 'six'$$, 'children are deleted before their parents'
);

-- behaviour: if_missing null
create table near.locals (id integer primary key, office_id uuid references near.offices, name text);
select lockstep.define_entity('locals', 'far.person', '{id}', 'near.locals', '{"name": "s.name"}',
    '{"office_id": {"entity": "offices", "key": "s.office_id", "if_missing": "null"}}');
insert into far.person (id, name, office_id) values (1, 'x', 50), (2, 'y', 1), (3, 'z', null);
select near.go();
select results_eq(
    'select id, office_id is null from near.locals order by id', 'values (1, true), (2, false), (3, true)',
    'where the mapping says so, what is missing is null'
);
select is(near.account(entity => 'locals'), 'locals: 3 = 3 synced + 0 rejected + 0 excluded', 'and not a reject');
insert into far.office values (50, 'fifty', null);
select near.go();
select results_eq(
    $$select o.name from near.locals as l join near.offices as o on o.id = l.office_id where l.id = 1$$,
    $$values ('fifty')$$,
    'it is filled in when the row arrives, though its own source row is the same'
);
select near.go('compare');
select is(near.found(entity => 'locals'), 'unchanged 3', 'and counts as unchanged then');

-- behaviour: keys of several columns
create table near.rooms (doctor integer, day date, room text, primary key (doctor, day));
create table near.stays (
    id integer primary key,
    doctor integer,
    day date,
    holder text,
    foreign key (doctor, day) references near.rooms
);
insert into far.shift values (1, '2024-02-29', 'x'), (1, '2024-03-01', 'y');
insert into far.visit (id, doctor_id, changed_at) values (1, 1, '2024-02-29'), (2, 1, '2024-03-01'), (3, 2, '2024-03-01');
select lockstep.define_entity('rooms', 'far.shift', '{doctor_id,day}', 'near.rooms', '{"room": "s.room"}');
select lockstep.define_entity('stays',
    $$select v.id::integer as id, v.doctor_id, (v.changed_at at time zone 'GMT')::date as day from far.visit as v$$,
    '{id}', 'near.stays', '{}',
    '{"doctor": {"entity": "rooms", "key": ["s.doctor_id", "s.day"], "column": "doctor"},
      "day": {"entity": "rooms", "key": ["s.doctor_id", "s.day"], "column": "day"}}');
select near.go(entities => '{stays}');
select results_eq(
    'select id, doctor, day from near.stays order by id',
    $$values (1, 1, '2024-02-29'::date), (2, 1, '2024-03-01')$$,
    'a reference by several columns gives the column of the target key that it names'
);
select results_eq(
    $$select r.source_key, r.column_name from lockstep.rejects as r where r.entity = 'stays'$$,
    $$values ('["3"]'::jsonb, 'day')$$,
    'and is rejected when no row has all of them'
);
insert into far.shift values (2, '2024-03-01', 'z');
set local datestyle = 'SQL, DMY';
select near.go(entities => '{stays}');
set local datestyle = 'ISO';
select is_empty($$select from pg_temp.open_rejects('stays')$$, 'until one has, whatever the session''s style of dates');

select * from finish();
rollback;
