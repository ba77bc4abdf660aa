-- Counts and sets of keys of both sides and the ledger.
begin;
select plan(16);

-- given: offices, one of them excluded by the filter
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 10) as g;
select lockstep.define_entity('offices', 'select * from far.office where id <> 10', '{id}',
    'near.offices', '{"name": "s.name", "town": "s.town"}');
select near.go();

-- behaviour
select is_empty($$select * from near.findings('offices', 'rows')$$, 'all rows stand: nothing to say');
select is_empty(
    $$select * from near.findings('offices', 'success') where level <> 'info'$$, 'and that is success'
);

insert into far.office values (11, 'new', null), (12, 'newer', null);
select results_eq(
    $$select * from near.findings('offices', 'rows')$$,
    $$values ('error', 'rows:offices:unsynced', 2::bigint, '[["11"], ["12"]]'::jsonb)$$,
    'rows that nobody wrote'
);
select results_eq(
    $$select * from near.findings('offices', 'success')$$,
    $$values ('error', 'success:offices', 2::bigint, '[]'::jsonb)$$,
    'count as failures'
);
select results_eq(
    $$select level from near.findings('offices', 'rows', 81)$$,
    $$values ('warning')$$,
    'and are tolerated, where 9 of 11 correct rows are enough'
);
select results_eq(
    $$select level from near.findings('offices', 'rows', 82)$$,
    $$values ('error')$$,
    'but not where they are not: 9 of 11 is less than 82 %'
);
select near.go();

insert into far.office values (13, null, 'a name is needed');
select near.go();
select results_eq(
    $$select * from near.findings('offices', 'rows')$$,
    $$values ('error', 'rows:offices:rejected', 1::bigint, '[["13"]]'::jsonb)$$,
    'rows that were refused'
);
update far.office set name = null where id = 1;
select near.go();
select results_eq(
    $$select rows, example_keys from near.findings('offices', 'rows')$$,
    $$values (2::bigint, '[["1"], ["13"]]'::jsonb)$$,
    'also where an older state of the row stands'
);
update far.office set name = 'mended' where id in (1, 13);
select near.go();

delete from near.offices as o
using lockstep_ledger.offices as l
where l.target_key = o.id and l.source_key = 3;
select results_eq(
    $$select * from near.findings('offices', 'rows')$$,
    $$values ('error', 'rows:offices:lost', 1::bigint, '[["3"]]'::jsonb)$$,
    'target rows that somebody deleted'
);
select near.go();

delete from far.office where id = 4;
select results_eq(
    $$select * from near.findings('offices', 'rows')$$,
    $$values ('error', 'rows:offices:gone', 1::bigint, '[["4"]]'::jsonb)$$,
    'rows that are gone from the source, and still on the target'
);
select near.go(options => '{"allow_deletes": true}');
select is_empty($$select * from near.findings('offices', 'rows')$$, 'until that is settled');

insert into near.offices (name) values ('not ours');
select results_eq(
    $$select * from near.findings('offices', 'rows')$$,
    $$values ('info', 'rows:offices:extra', 1::bigint, '[]'::jsonb)$$,
    'rows of the target that nobody knows are told'
);
delete from near.offices where name = 'not ours';

update lockstep_ledger.offices as l
set target_key = o.target_key
from lockstep_ledger.offices as o
where l.source_key = 5 and o.source_key = 6;
select results_eq(
    $$select * from near.findings('offices', 'rows')$$,
    $$values ('info', 'rows:offices:extra', 1::bigint, '[]'::jsonb),
        ('error', 'rows:offices:shared', 2, '[["5"], ["6"]]')$$,
    'two source rows with one target row'
);

-- behaviour: a key that comes twice, of a source that is not unique any more
insert into far.loose select g, 'x' from generate_series(1, 3) as g;
create table near.loose (id integer primary key, name text);
select lockstep.define_entity('loose', 'far.loose', '{id}', 'near.loose', '{"name": "s.name"}');
select near.go('sync', '{loose}');
select is_empty($$select * from near.findings('loose', 'rows')$$, 'keys that are unique say nothing');
insert into far.loose values (3, 'x');
select results_eq(
    $$select * from near.findings('loose', 'rows')$$,
    $$values ('error', 'rows:loose:repeated', 1::bigint, '[]'::jsonb)$$,
    'a key that comes twice is told'
);

-- behaviour: nothing at the source
create table near.words_2 (word text primary key, meaning text);
select lockstep.define_entity('words', 'far.word', '{word}', 'near.words', '{"meaning": "s.meaning"}');
select results_eq(
    $$select level, rows from near.findings('words', 'success')$$,
    $$values ('info', 0::bigint)$$,
    'of nothing, all is correct'
);

select * from finish();
rollback;
