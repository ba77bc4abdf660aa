-- Comparing without the ledger: whatever the ledger says, what the mapping makes of the source is
-- held against what stands in the target; in every way that a target row can be told by its source
-- key.
begin;
select plan(35);

create function pg_temp.differing(run bigint default near.last_run()) returns setof text
language sql as $$
    select concat_ws(
        ' ', d.entity, d.source_key ->> 0, d.state, d.columns::text, d.sqlstate
    )
    from lockstep_state.difference as d where d.run = differing.run
    order by d.entity, d.source_key
$$;
create function pg_temp.deep(options jsonb default '{}') returns text
language sql as $$
    select near.found(near.go('compare', options => '{"deep": true}'::jsonb || options))
$$;

-- given: keys derived from integers (offices, doctors), kept (visits), derived from text (words),
-- told by a column of their own (stock), made of references (shelves), known to the ledger only (tags)
select near.define_offices();
select near.define_doctors();
select near.define_visits(batch_rows => 2);
select near.define_words();
create table near.stock (id uuid primary key default gen_random_uuid(), kind text, origin bigint, note varchar(9), unique (kind, origin));
create table near.shelf (office_id uuid, stock_id uuid, note text, primary key (office_id, stock_id));
create table near.tag (id uuid primary key default gen_random_uuid(), note text);
select lockstep.define_entity(
    entity => 'stock', source => 'far.visit', source_key => '{id}', target => 'near.stock',
    key_strategy => 'random',
    columns => '{"kind": "''visit''", "origin": "s.id", "note": "s.note"}'
);
select lockstep.define_entity(
    entity => 'other_stock', source => 'far.office', source_key => '{id}', target => 'near.stock',
    key_strategy => 'random', columns => '{"kind": "''office''", "origin": "s.id", "note": "s.name"}'
);
select lockstep.define_entity(
    entity => 'shelves', source => 'select d.id, d.office_id, d.name from far.doctor as d where d.office_id is not null',
    source_key => '{id}', target => 'near.shelf', key_strategy => 'keep',
    target_key => '{office_id,stock_id}', columns => '{"note": "s.name"}',
    refs => '{"office_id": {"entity": "offices", "key": "s.office_id"}, "stock_id": {"entity": "stock", "key": "s.id"}}'
);
select lockstep.define_entity(
    entity => 'tags', source => 'far.word', source_key => '{word}', target => 'near.tag',
    key_strategy => 'random', columns => '{"note": "s.meaning"}'
);
insert into far.office (id, name, town) select i, 'office ' || i, 'town' from generate_series(-2, 5) as i;
insert into far.doctor (id, office_id, mentor_id, name, fee)
select i, i % 3, nullif(i - 1, 0), 'doctor ' || i, i from generate_series(1, 9) as i;
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(-3, 12) as i;
insert into far.word (word, meaning) values ('a', 'first'), ('b', null), ('ä', 'umlaut');
select near.go();

-- behaviour: nothing to tell
select is(
    pg_temp.deep(),
    'offices: unchanged 8; other_stock: unchanged 8; stock: unchanged 16; tags: unchanged 3; '
    'visits: unchanged 16; words: unchanged 3; doctors: unchanged 9; shelves: unchanged 9',
    'after a sync nothing differs, of any entity'
);
select is_empty('select pg_temp.differing()', 'and no key is saved');
select results_eq(
    'select e.entity, e.pairing from lockstep.run_entities as e where e.run = near.last_run() order by 1',
    $$
    values ('doctors', 'derive'), ('offices', 'derive'), ('other_stock', 'origin'), ('shelves', 'key'),
        ('stock', 'origin'), ('tags', 'ledger'), ('visits', 'keep'), ('words', 'keep')
    $$,
    'each in its own way'
);
select is(
    (select count(*) from lockstep_state.segment where run = near.last_run() and entity = 'visits' and kind = 'range'),
    2::bigint, 'a segment of a deep comparison is four batches, so visits take two'
);

-- behaviour: what the ledger hides. It is made to know the source and the target as they are now
create function pg_temp.believe(entity text) returns void language plpgsql as $$
declare
    r lockstep_private.shape := lockstep_private.entity_shape(entity);
begin
    execute format(
        'update %s as l set target_hash = %s, target_version = %s from %s as t where %s',
        r.ledger, r.target_hash, r.target_version, r.target,
        lockstep_private.joined_sql(r.target_keys, 't.', r.ledger_target_keys, 'l.')
    );
    execute format(
        'update %s as l set source_hash = s.hash from (%s) as s where %s',
        r.ledger, lockstep_private.key_hashes_sql(r, 'true'),
        lockstep_private.joined_sql(r.ledger_source_keys, 's.', r.ledger_source_keys, 'l.')
    );
end;
$$;
update near.offices set town = 'moved' where name = 'office 1';
update far.office set name = 'office 00' where id = 0;
update far.visit set note = 'other' where id = 12;
select pg_temp.believe(e) from unnest('{offices,other_stock,stock,visits}'::text[]) as e;
select near.go('compare', '{offices,stock,visits}');
select is(
    near.found(), 'offices: unchanged 8; stock: unchanged 16; visits: unchanged 16',
    'a ledger that was tampered with says that all is well'
);
select is(
    pg_temp.deep(),
    'offices: update 2, unchanged 6; other_stock: update 1, unchanged 7; stock: update 1, unchanged 15; '
    'tags: unchanged 3; visits: update 1, unchanged 15; words: unchanged 3; doctors: unchanged 9; '
    'shelves: unchanged 9',
    'the rows themselves say what differs'
);
select results_eq(
    'select pg_temp.differing()',
    $$
    values ('offices 0 update {name}'), ('offices 1 update {town}'), ('other_stock 0 update {note}'),
        ('stock 12 update {note}'), ('visits 12 update {note}')
    $$,
    'key by key, with the columns'
);
select is(
    (select e.source_rows || ' ' || e.synced from lockstep.run_entities as e
    where e.run = near.last_run() and e.entity = 'offices'),
    '8 6', 'all rows were looked at, six are as they should be'
);

-- behaviour: references are looked up in the tables that they lead to, not in the ledger
update far.office set name = 'office 0' where id = 0;
update near.offices set town = 'town' where name = 'office 1';
update far.visit set note = 'visit 12' where id = 12;
select pg_temp.believe(e) from unnest('{offices,other_stock,stock,visits}'::text[]) as e;
update near.doctors as d
set office_id = (select o.id from near.offices as o where o.name = 'office 5')
where d.name = 'doctor 4';
update near.doctors as d set mentor_id = null where d.name = 'doctor 7';
select pg_temp.believe('doctors');
select pg_temp.deep();
select results_eq(
    'select pg_temp.differing()',
    $$values ('doctors 4 update {office_id}'), ('doctors 7 update {mentor_id}')$$,
    'a reference to the wrong row is a difference, also one in a circle'
);
select near.go();

-- behaviour: rows that one side lacks, by each way of telling them
delete from near.doctors;
select pg_temp.deep();
select results_eq(
    'select pg_temp.differing() limit 2',
    $$values ('doctors 1 missing'), ('doctors 2 missing')$$,
    'a row that the target lost is missing'
);
select near.go();
delete from far.visit where id in (-3, 12);
delete from far.office where id = 5;
delete from far.word where word = 'b';
delete from far.doctor where id = 9;
delete from lockstep_ledger.visits where source_key in (-3, 12);
delete from lockstep_ledger.stock where source_key in (-3, 12);
delete from lockstep_ledger.offices where source_key = 5;
insert into near.offices (id, name) values (gen_random_uuid(), 'our own');
insert into near.stock (note) values ('our own');
select pg_temp.deep();
select results_eq(
    'select pg_temp.differing()',
    $$
    values ('doctors 9 delete'), ('offices 5 delete'), ('other_stock 5 delete'), ('shelves 9 delete'),
        ('stock -3 delete'), ('stock 12 delete'), ('tags b delete'), ('visits -3 delete'),
        ('visits 12 delete'), ('words b delete')
    $$,
    'rows that the source lost are told, most of them without the ledger; rows of the target''s own are not'
);
select pg_temp.deep('{"settle": 0}');
select is(
    (select count(*) from pg_temp.differing()), 10::bigint, 'a second look finds the same'
);

select results_eq(
    'select r.entity, r.lower, r.upper, r.rows, r.states from lockstep.differing_ranges(near.last_run(), 1) as r
    where r.entity in (''stock'', ''tags'')',
    $$values ('stock', '-3', '12', 2::bigint, '{"delete": "2"}'::jsonb), ('tags', '["b"]', '["b"]', 1, '{"delete": "1"}')$$,
    'ranges of keys say where the differences lie'
);
select results_eq(
    'select r.lower, r.upper from lockstep.differing_ranges(near.last_run(), 2) as r where r.entity = ''stock''',
    $$values ('-3', '-3'), ('12', '12')$$, 'cut at the widest gap'
);

-- behaviour: rows of others that look like ours, where keys are derived
create table near.posts (id uuid primary key default gen_random_uuid(), origin bigint unique, note text);
select lockstep.define_entity('posts', 'far.visit', '{id}', 'near.posts', '{"origin": "s.id", "note": "s.note"}');
select near.go(entities => '{posts}');
insert into near.posts (origin, note) values (-1000, 'of somebody else');
select near.go('compare', '{posts}', options => '{"deep": true}');
select is(near.found(), 'posts: unchanged 14', 'a key that nobody derived, of a row that the ledger does not know, is not ours');
update lockstep_ledger.posts set target_key = (select id from near.posts where origin = -1000)
where source_key = 7;
select near.go('compare', '{posts}', options => '{"deep": true}');
select is(near.found(), 'posts: delete 1, unchanged 14', 'one that the ledger knows is');
truncate lockstep_ledger.posts;
delete from far.visit where id = 5;
select near.go('compare', '{posts}', options => '{"deep": true}');
select is(near.found(), 'posts: delete 1, unchanged 13', 'a derived key is, whatever the ledger forgot');
insert into far.visit (id, note) values (5, 'visit 5');
select lockstep.drop_entity('posts');

-- behaviour: rows that the mapping cannot transform, or that the target would refuse
select near.go(options => '{"allow_deletes": true}');
delete from near.stock where kind = 'visit' and origin in (-3, 12); -- the ledger forgot them
delete from near.visits where id in (-3, 12);
update far.visit set note = 'much too long for it' where id in (-2, 7);
insert into far.visit (id, note) values (40, 'also too long for it');
select near.go('compare', '{stock}', options => '{"deep": true}');
select is(
    near.found(), 'stock: update 2, missing 1, unchanged 12', 'stand apart from all others'
);
select results_eq(
    'select pg_temp.differing()',
    $$values ('stock -2 update 22001'), ('stock 40 missing 22001'), ('stock 7 update 22001')$$,
    'with the SQLSTATE'
);
update near.stock set note = 'much too ' where kind = 'visit' and origin = 7;
select near.go('compare', '{stock}', options => '{"deep": true}');
select is(near.found(), 'stock: update 2, missing 1, unchanged 12', 'a text that was cut off is not the text');
delete from far.visit where id in (-2, 7, 40);
select near.go(options => '{"allow_deletes": true}');

-- behaviour: equal, but written in another way
update far.doctor set fee = 1.50 where id = 1;
alter table near.doctors alter column fee type numeric;
select near.go();
update near.doctors set fee = trim_scale(fee);
select near.go('compare', '{doctors}', options => '{"deep": true}');
select is(near.found(), 'doctors: unchanged 8', 'numbers are compared as numbers');
select near.go('compare', '{doctors}', options => '{"deep": true, "strict": true}');
select results_eq(
    'select pg_temp.differing()', $$values ('doctors 1 update {fee}')$$, 'and as text, if strict'
);
select results_eq(
    'select r.source_key, r.found, r.state, r.columns from lockstep.differing_rows(near.last_run(), 20, true) as r',
    $$
    values (
        '["1"]'::jsonb, 'update', 'update',
        '[{"column": "fee", "expected": "1.50", "actual": "1.5"}]'::jsonb
    )
    $$,
    'both can be seen'
);
select is(
    (select r.columns from lockstep.differing_rows(near.last_run()) as r), '[{"column": "fee"}]'::jsonb,
    'only by who asks for values'
);
update near.doctors set fee = 1.50 where name = 'doctor 1';
select is(
    (select r.state from lockstep.differing_rows(near.last_run()) as r), null,
    'a row that was mended since is told as such'
);

-- behaviour: what passes does not count
update near.visits set note = 'late' where id in (1, 2);
select lockstep.start_run('compare', '{visits}', options => '{"deep": true, "settle": 0}') as run \gset
select from lockstep.step(:run);
select s.differing from lockstep.step(:run) as s;
select is(
    (select count(*) from lockstep_state.difference where run = :run), 2::bigint, 'two rows differ'
);
update near.visits set note = 'visit 1' where id = 1;
select is(near.finish(:run), 'completed', 'one of them comes right');
select is(near.found(), 'visits: update 1, unchanged 11', 'the other one counts');
select results_eq(
    'select e.settled, e.source_rows from lockstep.run_entities as e where e.run = near.last_run()',
    'values (1::bigint, 12::bigint)', 'and it is told'
);
select is(
    (select count(*) from lockstep.differing_ranges(:run)), 1::bigint, 'what passed is not kept'
);

-- refusals
select throws_ok(
    $$select lockstep.start_run('sync', options => '{"deep": true}')$$, 'LSJ01',
    'a run cannot be started: deep is for compare only', 'deep is for compare only'
);
select throws_ok(
    $$select lockstep.start_run('compare', options => '{"strict": true}')$$, 'LSJ01',
    'a run cannot be started: strict is for deep only', 'strict needs deep'
);
select throws_ok(
    $$select lockstep.start_run('compare', options => '{"settle": -1}')$$, 'LSJ01',
    'a run cannot be started: settle must be between 0 and 600 seconds', 'settle has its bounds'
);
select throws_ok(
    'select * from lockstep.differing_rows(0)', 'LSJ05', null, 'no rows of a run that never was'
);
select throws_ok(
    'select * from lockstep.differing_ranges(0)', 'LSJ05', null, 'and no ranges'
);

select finish();
rollback;
