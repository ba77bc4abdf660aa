-- How an entity is cut up: every row in one piece, nothing between the pieces.
begin;
select plan(39);

-- given
create function pg_temp.bounds(run bigint default near.last_run())
    returns setof text
    language sql
as $body$
    select format('%s..%s', coalesce(s.lower::text, ''), coalesce(s.upper::text, ''))
    from lockstep_state.segment as s
    where s.run = bounds.run and s.kind in ('range', 'all', 'keys')
    order by s.lower nulls first, s.id;
$body$;
create function pg_temp.pieces(run bigint default near.last_run())
    returns bigint
    language sql
as $body$
    select count(*) from lockstep_state.segment as s
    where s.run = pieces.run and s.kind in ('range', 'all', 'keys');
$body$;

-- behaviour: an empty source
select near.define_visits(batch_rows => 10);
select near.go();
select is(near.account(), 'visits: 0 = 0 synced + 0 rejected + 0 excluded', 'an empty source syncs');
select results_eq('select pg_temp.bounds()', $$values ('..')$$, 'as one segment without bounds');
select is(lockstep.report(near.last_run()) -> 'in_step', 'true', 'and both sides are in step');
select near.go('compare');
select is(near.found(), 'visits: nothing', 'comparing finds nothing');

-- behaviour: sparse keys
insert into far.visit (id, note)
select i.id, 'visit ' || i.id
from (
    select unnest('{1,5,1000000000000000,-1,0,-1000000000000000,9223372036854775807,-9223372036854775808}'::bigint[])
    union
    select 7000000000 + 3 * i from generate_series(1, 25) as i
) as i (id);
select near.go();
select is(near.account(), 'visits: 33 = 33 synced + 0 rejected + 0 excluded', 'sparse keys are all found');
select cmp_ok(pg_temp.pieces(), '>', 2::bigint, 'more rows than batch_rows make several segments');
select is(
    (select sum(s.source_rows) from lockstep_state.segment as s where s.run = near.last_run()), 33::numeric,
    'whose rows add up'
);
select cmp_ok(
    (select max(s.source_rows) from lockstep_state.segment as s where s.run = near.last_run()), '<=', 20::bigint,
    'none has more than twice batch_rows'
);
select is_empty(
    $$
    select s.upper, lead(s.lower) over (order by s.lower nulls first)
    from lockstep_state.segment as s
    where s.run = near.last_run() and s.kind = 'range'
    except
    select s.upper, s.upper from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'range'
    $$,
    'each segment begins where the one before it ends'
);
select results_eq(
    $$
    select count(*) filter (where s.lower is null), count(*) filter (where s.upper is null)
    from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'range'
    $$,
    'values (1::bigint, 1::bigint)',
    'the first and the last are open'
);
select near.go('compare');
select is(near.found(), 'visits: unchanged 33', 'nothing differs then');

-- behaviour: rows beyond the bounds
update lockstep_state.entity set defined_at = now() - interval '1 day';
delete from far.visit where id in (9223372036854775807, -9223372036854775808);
select near.go(options => '{"allow_deletes": true}');
select lockstep.start_run('sync') as run \gset
select * from lockstep.step(:run);
insert into far.visit (id, note) values (9223372036854775806, 'late'), (-9223372036854775807, 'late'), (999999, 'late');
select is(near.finish(:run), 'completed', 'rows may come while a run goes on');
select is(near.account(:run), 'visits: 34 = 34 synced + 0 rejected + 0 excluded', 'also beyond all keys known when it was planned');

-- behaviour: rows that are gone, outside the keys that the source has left
delete from far.visit where id < 0 or id > 8000000000;
select near.go(options => '{"allow_deletes": true}');
select is(near.found(), 'visits: delete 5, unchanged 29, written 5', 'deletes are found beyond the keys that are left');

-- behaviour: dense rows in one place among sparse ones
delete from far.visit;
insert into far.visit (id, note)
select i, 'dense' from generate_series(1, 100) as i
union all
select 1000000000000000, 'far away';
select near.go(options => '{"allow_deletes": true, "batch_rows": 7}');
select is(near.account(), 'visits: 101 = 101 synced + 0 rejected + 0 excluded', 'dense keys far from others are cut up, too');
select cmp_ok(
    (select max(s.source_rows) from lockstep_state.segment as s where s.run = near.last_run()), '<=', 14::bigint,
    'in pieces of batch_rows'
);
update far.visit set note = 'changed' where id in (1, 50, 100, 1000000000000000);
select near.go('compare', options => '{"batch_rows": 4}');
select is(near.found(), 'visits: update 4, unchanged 97', 'what is known already is compared as well');
select is(pg_temp.pieces(), 1::bigint, 'in one look at everything');
select near.go(options => '{"batch_rows": 1000000}');
select is(near.found(), 'visits: update 4, unchanged 97, written 4', 'or one piece');

-- behaviour: a key whose integer column is not the first
create table near.badges (number bigint, office_id integer, holder text, primary key (number, office_id));
insert into far.badge select i % 3, 100000 * i, 'holder ' || i from generate_series(1, 30) as i;
select lockstep.define_entity('badges', 'far.badge', '{number,office_id}', 'near.badges', '{"holder": "s.holder"}', batch_rows => 8);
select near.go(entities => '{badges}');
select is(near.account(), 'badges: 30 = 30 synced + 0 rejected + 0 excluded', 'keys of several integers are cut up by the first');
select cmp_ok(pg_temp.pieces(), '>', 2::bigint, 'as long as that has different values');
select lockstep.drop_entity('badges');
delete from near.badges;
select lockstep.define_entity('badges',
    'select b.office_id, b.number, b.holder from far.badge as b', '{office_id,number}', 'near.badges',
    '{"office_id": "s.office_id", "number": "s.number", "holder": "s.holder"}', batch_rows => 8);
select near.go(entities => '{badges}');
select is(near.account(), 'badges: 30 = 30 synced + 0 rejected + 0 excluded', 'few values of it make large segments, but no row is lost');

-- behaviour: text keys
select near.define_words(batch_rows => 10);
select near.go(entities => '{words}');
select is(near.account(), 'words: 0 = 0 synced + 0 rejected + 0 excluded', 'an empty source with text keys syncs');
insert into far.word select 'word ' || i, 'meaning ' || i from generate_series(1, 35) as i;
insert into far.word values ('', 'nothing'), ('"', 'quote'), ('\', 'backslash'), ('{a,b}', 'list'), ('NULL', 'not null');
select near.go(entities => '{words}');
select is(near.account(), 'words: 40 = 40 synced + 0 rejected + 0 excluded', 'text keys beyond batch_rows are all found');
select is(pg_temp.pieces(), 5::bigint, 'one pass over all, then segments of keys');
select is(
    (select sum(s.written) from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'keys'), 40::numeric,
    'which write every row once'
);
select is(near.found(entity => 'words'), 'insert 40, written 40', 'and count it once');
select results_eq('select * from near.words order by meaning', 'select * from far.word order by meaning', 'keys of any text come over');
update far.word set meaning = 'changed' where meaning like 'meaning 1%' or word in ('', '"', '\', '{a,b}', 'NULL');
delete from far.word where word = 'word 2';
delete from near.words where word = 'word 3';
update near.words set meaning = 'touched' where word = 'word 4';
insert into far.word values ('new', 'new');
select near.go('compare', entities => '{words}');
select is(
    near.found(entity => 'words'), 'insert 1, update 16, drift 1, missing 1, delete 1, unchanged 21',
    'changes are found in one pass'
);
select near.go(entities => '{words}', options => '{"allow_deletes": true}');
select is(
    near.found(entity => 'words'), 'insert 1, update 16, drift 1, missing 1, delete 1, unchanged 21, written 20',
    'and written in segments of keys'
);
select is(near.account(entity => 'words'), 'words: 40 = 40 synced + 0 rejected + 0 excluded', 'the sum is right');
select results_eq('select * from near.words order by meaning, word', 'select * from far.word order by meaning, word', 'both sides are the same');
select near.go(entities => '{words}');
select is(near.found(entity => 'words'), 'unchanged 40', 'a further sync has nothing to do');

-- behaviour: text keys of several columns
create table near.pages (book text, label text, note text, primary key (book, label));
select lockstep.define_entity('pages', 'far.page', '{book,label}', 'near.pages', '{"note": "s.note"}', batch_rows => 10);
insert into far.page select 'book ' || i % 5, 'page ' || i % 9, 'note ' || i from generate_series(1, 45) as i;
select near.go(entities => '{pages}');
select is(near.account(), 'pages: 45 = 45 synced + 0 rejected + 0 excluded', 'keys of several texts are all found');
select is(near.found(), 'pages: insert 45, written 45', 'and written once');
delete from far.page where note like 'note 1%';
update far.page set note = 'changed ' || note where note like 'note 2%';
select near.go(entities => '{pages}', options => '{"allow_deletes": true}');
select is(near.found(), 'pages: update 11, delete 11, unchanged 23, written 22', 'changes among them are told apart');
select results_eq(
    'select * from near.pages order by book, label', 'select book, label::text, note from far.page order by book, label',
    'and brought over'
);

-- behaviour: keys of dates and uuids
create table near.kinds (a_uuid uuid, a_date date, note text, primary key (a_uuid, a_date));
insert into far.kinds (id, a_uuid, a_date, a_text)
select i, ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid, date '2024-01-01' + i, 'kind ' || i
from generate_series(1, 25) as i;
select lockstep.define_entity('kinds', 'far.kinds', '{a_uuid,a_date}', 'near.kinds', '{"note": "s.a_text"}', batch_rows => 10);
select near.go(entities => '{kinds}');
select is(near.account(), 'kinds: 25 = 25 synced + 0 rejected + 0 excluded', 'keys of uuids and dates are all found');
update far.kinds set a_text = 'changed' where id = 13;
select near.go(entities => '{kinds}');
select is(near.found(), 'kinds: update 1, unchanged 24, written 1', 'and compared');

select * from finish();
rollback;
