-- Foreign keys of the target, whatever the catalog says of them.
begin;
select plan(8);

-- given: doctors with offices and mentors
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 3) as g;
insert into far.doctor select g, 1 + g % 3, case when g > 1 then g - 1 end, 'doctor ' || g, g
from generate_series(1, 5) as g;
select near.define_offices();
select near.define_doctors();
select near.go();

-- behaviour
select is_empty($$select * from near.findings('doctors', 'foreign_key')$$, 'keys that hold');
alter table near.doctors drop constraint doctors_office_id_fkey;
update near.doctors set office_id = gen_random_uuid() where name in ('doctor 2', 'doctor 4');
update near.doctors set office_id = null where name = 'doctor 5';
alter table near.doctors add constraint office foreign key (office_id) references near.offices not valid;
select results_eq(
    $$select * from near.findings('doctors', 'foreign_key')$$,
    $$values ('error', 'foreign_key:doctors:office', 2::bigint, '[["2"], ["4"]]'::jsonb),
        ('info', 'foreign_key:doctors:office:unproved', null, '[]')$$,
    'one that is not valid is held against all rows; null refers to nothing'
);
update near.doctors set office_id = (select o.id from near.offices as o limit 1);
select results_eq(
    $$select level, key from near.findings('doctors', 'foreign_key')$$,
    $$values ('info', 'foreign_key:doctors:office:unproved')$$,
    'if no row breaks it, it wants to be validated'
);
select is(
    (
        select f.remedy
        from lockstep_private.foreign_key_findings(lockstep_private.entity_shape('doctors')) as f
    ),
    'alter table near.doctors validate constraint office;',
    'the remedy is the statement'
);
alter table near.doctors validate constraint office;
select is_empty($$select * from near.findings('doctors', 'foreign_key')$$, 'which helps');

-- behaviour: several columns, match full
create table near.rooms (house integer, number integer, primary key (house, number));
insert into near.rooms values (1, 1);
create table near.beds (
    id bigint primary key, note text, house integer, number integer,
    constraint room foreign key (house, number) references near.rooms match full
);
insert into far.visit select g, null, 'note' from generate_series(1, 3) as g;
select lockstep.define_entity('beds', 'far.visit', '{id}', 'near.beds', '{"note": "s.note"}');
select near.go('sync', '{beds}');
select is_empty(
    $$select * from near.findings('beds', 'foreign_key') where level = 'error'$$, 'all columns null'
);
alter table near.beds drop constraint room;
update near.beds set house = 1, number = 1 where id = 1;
update near.beds set house = 1, number = 2 where id = 2;
update near.beds set house = 1 where id = 3;
alter table near.beds add constraint room
    foreign key (house, number) references near.rooms match full not valid;
select results_eq(
    $$select key, rows, example_keys from near.findings('beds', 'foreign_key') where level = 'error'$$,
    $$values ('foreign_key:beds:room', 1::bigint, '[["2"]]'::jsonb),
        ('foreign_key:beds:room:full', 1, '[["3"]]')$$,
    'a room that is not there, and half a reference'
);
select is_empty(
    $$
    select k.name
    from lockstep_private.foreign_keys('near.beds') as k
    where k.columns <> '{house,number}' or k.refers_to <> 'near.rooms'
    $$,
    'columns in the order of the key'
);

select * from finish();
rollback;
