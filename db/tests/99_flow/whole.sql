-- An entity that the ledger knows is looked at as a whole, and cut up only when much of it differs.
begin;
select plan(38);

-- given: 4,000 rows, synced in pieces of 90
create function pg_temp.kinds(run bigint default near.last_run())
    returns text
    language sql
as $body$
    select string_agg(format('%s %s', k.kind, k.number), ', ' order by k.kind)
    from (
        select s.kind, count(*) as number from lockstep_state.segment as s
        where s.run = kinds.run and s.kind in ('range', 'all', 'keys')
        group by s.kind
    ) as k;
$body$;
create function pg_temp.extra()
    returns bigint
    language sql
as $body$
    select e.extra from lockstep.run_entities as e where e.run = near.last_run();
$body$;
select near.define_visits(batch_rows => 90);
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 4000) as i;
select near.go();
select matches(pg_temp.kinds(), '^range [0-9]+$', 'an entity that is new is cut into ranges');
-- behaviour: a mark of a run that broke off, of a row that is back
update lockstep_ledger.visits set gone_at = now() where source_key = 20;
select near.go();
select is(near.account(), 'visits: 4000 = 4000 synced + 0 rejected + 0 excluded', 'a row that is back counts once');
select is_empty('select from lockstep_ledger.visits where gone_at is not null and settled_at is null', 'and is not marked any more');

-- given: rows of the target's own
insert into near.visits (id, note)
select 900000 + i, 'own' from generate_series(1, 3) as i;

-- behaviour: nothing changed
select near.go();
select is(near.found(), 'visits: unchanged 4000', 'nothing changed');
select is(pg_temp.kinds(), 'all 1', 'one look tells');
select is(pg_temp.extra(), 3::bigint, 'rows of the target''s own are counted');
select is(near.account(), 'visits: 4000 = 4000 synced + 0 rejected + 0 excluded, 3 extra', 'and the sum is right');

-- behaviour: a few rows of each kind
create temp table key_of as
select l.source_key as id, l.target_key as key from lockstep_ledger.visits as l;
update far.visit set note = 'changed' where id in (1, 2);
update near.visits as v set note = 'touched' from key_of as k where k.key = v.id and k.id in (2, 3);
delete from near.visits as v using key_of as k where k.key = v.id and k.id in (4, 5);
delete from far.visit where id = 6;
insert into far.visit (id, note) values (4001, 'new');
update near.visits set note = 'own, touched' where note = 'own';
select near.go('compare');
select is(
    near.found(), 'visits: insert 1, update 1, conflict 1, drift 1, missing 2, delete 1, unchanged 3994',
    'every state is told apart'
);
select is(pg_temp.extra(), 3::bigint, 'rows of the target''s own may change');
select near.go();
select is(pg_temp.kinds(), 'all 1', 'few differences are written at once');
select is(near.account(), 'visits: 4000 = 4000 synced + 0 rejected + 0 excluded, 3 extra', 'all of them');
select near.go();
select is(near.found(), 'visits: unchanged 4000', 'then there is nothing to do');

-- behaviour: values that moved from one target row to another
update near.visits as v
set note = case v.note when 'visit 10' then 'visit 11' else 'visit 10' end
where v.note in ('visit 10', 'visit 11');
select near.go('compare');
select is(near.found(), 'visits: drift 2, unchanged 3998', 'a swap of values does not hide in the sums');
select near.go();

-- behaviour: more than batch_rows, but few of all
update far.visit set note = note || '!' where id between 101 and 200;
select near.go();
select is(pg_temp.kinds(), 'all 1, keys 2', 'more rows than batch_rows, close together, are written in pieces of keys');
select is(near.found(), 'visits: update 100, unchanged 3900, written 100', 'each counts once');

-- behaviour: many of all
update far.visit set note = note || '?' where id % 2 = 0;
select near.go();
select matches(pg_temp.kinds(), '^all 1, range [0-9]+$', 'when much differs, ranges are synced');
select is(near.found(), 'visits: update 1999, unchanged 2001, written 1999', 'each row counts once there, too');
select is(near.account(), 'visits: 4000 = 4000 synced + 0 rejected + 0 excluded, 3 extra', 'and the sum is right');

-- behaviour: many of all, and a touched row among the others
update far.visit set note = note || '+' where id % 2 = 0;
update near.visits as v set note = 'touched' from key_of as k where k.key = v.id and k.id = 101;
select near.go();
select is(near.found(), 'visits: update 1999, drift 1, unchanged 2000, written 2000', 'ranges look for drift where there is some');
select is(
    (select bool_and(s.keys ? 'is_scattered') from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'range'), true,
    'without sums first, of which hardly any would be the same'
);

-- behaviour: many came
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(5001, 5200) as i;
select near.go('detect', options => '{"batch_rows": 180}');
select matches(pg_temp.kinds(), '^all 1, range [0-9]+$', 'so are they when many rows came');
select is_empty(
    $$select from lockstep_state.segment as s where s.run = near.last_run() and s.keys ? 'is_scattered'$$, 'but by sums, as the others are the same'
);
select is(near.found(), 'visits: insert 200, unchanged 4000', 'they are found');
select is(
    (select count(*) from lockstep.differences as d where d.run = near.last_run()), 200::bigint,
    'each once'
);
select near.go();
select is(near.found(), 'visits: insert 200, unchanged 4000, written 200', 'and written');
select is(pg_temp.extra(), 3::bigint, 'what was written is not of the target''s own');

-- behaviour: the target's rows are gone altogether
delete from near.visits;
select near.go();
select is(near.found(), 'visits: missing 4200, written 4200', 'an emptied target is filled again');
select is(near.account(), 'visits: 4200 = 4200 synced + 0 rejected + 0 excluded', 'with every row');
select is(
    (select count(*) from near.visits as v join lockstep_ledger.visits as l on l.target_key = v.id), 4200::bigint,
    'under its key'
);

-- behaviour: what is too large for one look
select near.go(options => '{"batch_rows": 10}');
select matches(pg_temp.kinds(), '^range [0-9]+$', 'more than a page of the ledger for each row of a batch is cut up');
select is(near.found(), 'visits: unchanged 4200', 'with the same result');

-- behaviour: a source that lost many rows
delete from far.visit where id > 4000;
select near.go(options => '{"allow_deletes": true}');
select is(near.found(), 'visits: delete 201, unchanged 3999, written 201', 'many that went are deleted');

-- behaviour: a text key, values that are NULL, and nothing at all
select near.define_words();
select near.go('sync', '{words}');
select is(near.account(entity => 'words'), 'words: 0 = 0 synced + 0 rejected + 0 excluded', 'an empty table is in step');
insert into far.word (word, meaning) select 'word ' || i, case when i % 2 = 0 then 'meaning ' || i end from generate_series(1, 500) as i;
select near.go('sync', '{words}');
select near.go('sync', '{words}');
select is(near.found(), 'words: unchanged 500', 'rows of a text key, with NULLs, are the same');
insert into near.words (word, meaning) values ('own', null);
update near.words set meaning = null where word = 'word 2';
update near.words set meaning = '' where word = 'word 3';
update far.word set meaning = null where word = 'word 4';
delete from near.words where word = 'word 5';
select near.go('compare', '{words}');
select is(near.found(), 'words: update 1, drift 2, missing 1, unchanged 496', 'a NULL that came or went is a change');
select is(pg_temp.extra(), 1::bigint, 'and the row of the target''s own is seen');
select near.go('sync', '{words}');
select near.go('sync', '{words}');
select is(near.found(), 'words: unchanged 500', 'all of it heals');
delete from far.word;
select throws_ok($$select near.go('sync', '{words}')$$, 'LSA02', null, 'an empty source deletes nothing');

select * from finish();
rollback;
