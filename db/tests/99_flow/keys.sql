-- Where target keys come from.
begin;
select plan(30);

-- given: rows whose integer keys are negative, zero and large
insert into far.office
select i, 'office ' || i, null from unnest('{-2147483648,-70000,-1,0,1,2,300,70000,2147483647}'::integer[]) as i;

-- behaviour: derive
select near.define_offices();
select is(
    (select e.key_strategy from lockstep.entities as e), 'derive',
    'a target key of one uuid is derived by default'
);
select near.go();
select results_eq(
    'select l.source_key from lockstep_ledger.offices as l order by l.target_key',
    'select s.id from far.office as s order by s.id',
    'derived keys keep the order of integer keys'
);
select is_empty(
    $$select from near.offices as o where o.id::text !~ '^.{14}8.{4}[89ab]'$$,
    'are UUIDs of version 8'
);
create temp table key_of as
select l.source_key as id, l.target_key as key from lockstep_ledger.offices as l;
select lockstep.drop_entity('offices');
delete from near.offices;
select near.define_offices();
select near.go();
select results_eq(
    'select l.source_key, l.target_key from lockstep_ledger.offices as l order by 1',
    'select k.id, k.key from key_of as k order by 1',
    'and are the same after the ledger is lost'
);

-- behaviour: random
create table near.random_uuids (id uuid primary key, name text);
create table near.identities (id bigint generated always as identity primary key, name text);
create table near.serials (id serial primary key, name text);
select lockstep.define_entity(t.name, 'far.office', '{id}', 'near.' || t.name, '{"name": "s.name"}',
    key_strategy => 'random')
from unnest('{random_uuids,identities,serials}'::text[]) as t (name);
select near.go();
select is_empty(
    $$select from near.random_uuids as r where r.id::text !~ '^.{14}4.{4}[89ab]'$$,
    'random uuids are of version 4'
);
select results_eq(
    'select i.id from near.identities as i order by 1', 'select generate_series(1, 9)::bigint',
    'an identity column gives its own numbers, even if always generated'
);
select results_eq('select i.id from near.serials as i order by 1', 'select generate_series(1, 9)', 'so does a serial');
select lives_ok($$insert into near.identities (name) values ('own')$$, 'the application goes on where they end');
create temp table random_keys as
select 'u', r.source_key, r.target_key::text from lockstep_ledger.random_uuids as r
union all
select 'i', i.source_key, i.target_key::text from lockstep_ledger.identities as i
union all
select 's', s.source_key, s.target_key::text from lockstep_ledger.serials as s;
update far.office set name = 'renamed' where id in (0, 1);
delete from near.identities as i using lockstep_ledger.identities as l where l.target_key = i.id and l.source_key = 2;
select near.go();
select results_eq(
    $$
    select 'u', r.source_key, r.target_key::text from lockstep_ledger.random_uuids as r
    union all
    select 'i', i.source_key, i.target_key::text from lockstep_ledger.identities as i
    union all
    select 's', s.source_key, s.target_key::text from lockstep_ledger.serials as s
    order by 1, 2
    $$,
    'select * from random_keys order by 1, 2',
    'random keys stay as they are when rows change or are written again'
);
select is(
    (select count(*) from near.identities as i join lockstep_ledger.identities as l on l.target_key = i.id), 9::bigint,
    'also a row that was missing'
);

-- behaviour: keep
create table near.kept_pages (book text, label text, note text, primary key (book, label));
create table near.kept_shifts (day date, doctor_id bigint, room text, primary key (day, doctor_id));
insert into far.word values ('', 'empty'), ('a', 'one'), ('A', 'two'), ('ä', 'three'), ('a ', 'four'), ('it''s "q" \ {,}', 'five');
insert into far.page values ('b', 'c', 'one'), ('', 'bc', 'two'), ('bc', '', 'three');
insert into far.shift values (1, '2024-02-29', 'x'), (-1, '0044-03-15 BC', 'y'), (1, 'infinity', 'z');
select near.define_words();
select near.define_visits();
select lockstep.define_entity('pages', 'far.page', '{book,label}', 'near.kept_pages', '{"note": "s.note"}');
select lockstep.define_entity('shifts', 'far.shift', '{day,doctor_id}', 'near.kept_shifts', '{"room": "s.room"}');
insert into far.visit (id, note)
values (1, 'one'), (4294967296, 'two'), (-9223372036854775808, 'least'), (9223372036854775807, 'greatest');
select near.go(entities => '{words,visits,pages,shifts}');
select results_eq('select * from near.words order by meaning', 'select * from far.word order by meaning', 'text keys are kept');
select results_eq(
    'select id, note from near.visits order by id', 'select id, note from far.visit order by id', 'so are integers, to the last'
);
select results_eq(
    'select * from near.kept_pages order by note', 'select book, label::text, note from far.page order by note', 'and keys of several columns'
);
select results_eq(
    'select day, doctor_id::integer, room from near.kept_shifts order by room',
    'select day, doctor_id, room from far.shift order by room',
    'of several types, position by position'
);
select is(
    near.account(),
    'pages: 3 = 3 synced + 0 rejected + 0 excluded; shifts: 3 = 3 synced + 0 rejected + 0 excluded; '
        'visits: 4 = 4 synced + 0 rejected + 0 excluded; words: 6 = 6 synced + 0 rejected + 0 excluded',
    'every sum is right'
);
create temp table places as
select w.ctid as place, w.word as key from near.words as w
union all select v.ctid, v.id::text from near.visits as v
union all select p.ctid, p.label from near.kept_pages as p
union all select s.ctid, s.room from near.kept_shifts as s;
select near.go(entities => '{words,visits,pages,shifts}');
select is(near.found(), 'pages: unchanged 3; shifts: unchanged 3; visits: unchanged 4; words: unchanged 6', 'a second sync has nothing to do');
select results_eq(
    $$
    select w.ctid as place, w.word as key from near.words as w
    union all select v.ctid, v.id::text from near.visits as v
    union all select p.ctid, p.label from near.kept_pages as p
    union all select s.ctid, s.room from near.kept_shifts as s
    order by 2, 1
    $$,
    'select * from places order by 2, 1',
    'and writes nothing'
);

-- behaviour: changes under such keys
update far.word set meaning = 'changed' where word in ('', 'a ', 'it''s "q" \ {,}');
delete from far.word where word = 'ä';
update far.page set note = 'changed' where book = '';
update far.visit set note = 'changed' where id in (-9223372036854775808, 9223372036854775807);
delete from near.kept_shifts where day = 'infinity';
update near.kept_shifts set room = 'touched' where doctor_id = -1;
select near.go(entities => '{words,visits,pages,shifts}', options => '{"allow_deletes": true}');
select is(
    near.found(),
    'pages: update 1, unchanged 2, written 1; shifts: drift 1, missing 1, unchanged 1, written 2; '
        'visits: update 2, unchanged 2, written 2; words: update 3, delete 1, unchanged 2, written 4',
    'each change is found under any key'
);
select results_eq('select * from near.words order by word', 'select * from far.word order by word', 'and brought over');
select results_eq(
    'select day, doctor_id::integer, room from near.kept_shifts order by room',
    'select day, doctor_id, room from far.shift order by room',
    'for dates, too'
);

-- behaviour: a natural key, which columns and refs give
create table near.memberships (
    office_id uuid references near.offices,
    number bigint,
    holder text,
    primary key (office_id, number)
);
insert into far.badge values (0, 1, 'x'), (0, 4294967296, 'y'), (1, 1, 'z');
select lockstep.define_entity('memberships', 'far.badge', '{office_id,number}', 'near.memberships',
    '{"number": "s.number * 10", "holder": "s.holder"}',
    '{"office_id": {"entity": "offices", "key": "s.office_id"}}');
select is(
    (select e.key_strategy from lockstep.entities as e where e.name = 'memberships'), 'keep',
    'a key that columns and refs give is kept'
);
select near.go(entities => '{memberships}');
select results_eq(
    $$
    select o.source_key, m.number, m.holder
    from near.memberships as m join lockstep_ledger.offices as o on o.target_key = m.office_id
    order by 3
    $$,
    $$values (0, 10::bigint, 'x'), (0, 42949672960, 'y'), (1, 10, 'z')$$,
    'through its references and expressions'
);
update far.badge set holder = 'changed' where number = 4294967296;
delete from near.memberships where holder = 'z';
select near.go(entities => '{memberships}');
select is(near.found(entity => 'memberships'), 'update 1, missing 1, unchanged 1, written 2', 'such rows are found again');
update far.badge set number = 4294967297 where number = 4294967296;
delete from far.badge where number = 1 and office_id = 1;
insert into far.badge values (1, 4294967297, 'z');
select near.go(entities => '{memberships}', options => '{"allow_deletes": true}');
select is(
    near.found(entity => 'memberships'), 'insert 2, delete 2, unchanged 1, written 4',
    'a new source key is a new row, even if it only differs beyond 32 bits'
);

-- behaviour: a key that the target lacks as type
create table near.feelings (id uuid primary key, mood text not null, note text);
insert into far.feeling values ('sad', 'one'), ('happy', 'two');
select lockstep.define_entity('feelings', 'far.feeling', '{mood}', 'near.feelings', '{"mood": "s.mood", "note": "s.note"}');
select lives_ok($$select near.go(entities => '{feelings}')$$, 'a key of a type that only the source has is read as text');
update far.feeling set note = 'changed' where note = 'one';
select lives_ok($$select near.go(entities => '{feelings}')$$, 'also when it is asked for');
select results_eq(
    'select mood, note from near.feelings order by 1', $$values ('happy', 'two'), ('sad', 'changed')$$,
    'its rows are brought over'
);
insert into far.feeling values ('ok', 'three');
select lives_ok($$select near.go(entities => '{feelings}', options => '{"batch_rows": 1}')$$, 'in segments of keys');
select is((select count(*) from near.feelings), 3::bigint, 'as well');

-- behaviour: validation
select near.go(options => '{"allow_deletes": true}');
select is_empty($$select v from lockstep.verify() as v where v ~ '^not ok'$$, 'keys of all kinds are validated');

select * from finish();
rollback;
