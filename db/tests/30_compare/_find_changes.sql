begin;
select plan(14);

-- given: a linked table that lies about its column: it is too short for the values at the source.
-- The source can hash them, but whoever pulls one of them fails.
create foreign table near.true_visit (
    id bigint options (column_name 'id'),
    note text
) server lockstep_far options (schema_name 'public', table_name 'visit');
insert into near.true_visit select i, 'short' from generate_series(1, 5000) as i;
alter foreign table far.visit alter column note type varchar(5);
select near.define_visits(batch_rows => 1000);
select near.go();
update near.true_visit set note = 'a long story' where id in (7, 8, 4000);
delete from near.true_visit where id = 9;
insert into near.true_visit values (5001, 'a new story');

-- behaviour
select throws_ok(
    'select v.note from far.visit as v', '22001', null, 'pulling the rows fails: a trip-wire'
);
select lives_ok($$select near.go('detect')$$, 'detect pulls none of the rows that it compares');
select results_eq(
    'select d.source_key ->> 0, d.state from lockstep.differences as d where d.run = near.last_run() order by 1',
    $$values ('4000', 'update'), ('5001', 'insert'), ('7', 'update'), ('8', 'update'), ('9', 'delete')$$,
    'and finds each that differs'
);
select lives_ok($$select near.go('compare')$$, 'nor does compare');
select is(near.found(), 'visits: insert 1, update 3, delete 1, unchanged 4996', 'which counts them');
select lives_ok($$select near.go('compare', options => '{"batch_rows": 1000000}')$$, 'in small segments or large ones');
select is(near.found(), 'visits: insert 1, update 3, delete 1, unchanged 4996', 'with the same outcome');
select throws_ok($$select near.go()$$, '22001', null, 'sync has to pull them');

-- behaviour: a table with a text key
create foreign table near.true_word (word text, meaning text)
    server lockstep_far options (schema_name 'public', table_name 'word');
insert into near.true_word select 'word ' || i, 'short' from generate_series(1, 100) as i;
alter foreign table far.word alter column meaning type varchar(5);
select near.define_words();
select near.go(entities => '{words}');
update near.true_word set meaning = 'a long story' where word in ('word 7', 'word 80');
select lives_ok($$select near.go('detect', '{words}')$$, 'text keys are compared at the source as well');
select results_eq(
    'select d.source_key ->> 0, d.state from lockstep.differences as d where d.run = near.last_run() order by 1',
    $$values ('word 7', 'update'), ('word 80', 'update')$$,
    'row by row'
);

-- behaviour: a join
create table near.stories (id bigint primary key, note text, name text);
insert into far.doctor (id, name) select i, 'doctor ' || i from generate_series(0, 9) as i;
update near.true_visit set note = 'short';
delete from near.true_visit where id > 2000;
update far.visit set doctor_id = id % 10;
select lockstep.define_entity('stories',
    'select v.id, v.note, d.name from far.visit as v join far.doctor as d on d.id = v.doctor_id',
    '{id}', 'near.stories', '{"note": "s.note", "name": "s.name"}');
select near.go(entities => '{stories}');
update near.true_visit set note = 'a long story' where id = 1500;
select lives_ok($$select near.go('detect', '{stories}')$$, 'a join is compared at the source, too');
select is(near.found(entity => 'stories'), 'update 1, unchanged 1998', 'to the row');
update near.true_visit set note = 'long, too' where id = 1501;
select near.go('detect', '{stories}');
select is(near.found(entity => 'stories'), 'update 2, unchanged 1997', 'every one of them');
select is(
    (select string_agg(distinct e.pushdown, ',') from lockstep.run_entities as e), 'full', 'the plans say so as well'
);

-- refusals: in 30_compare/_refuse_duplicates.sql
select * from finish();
rollback;
