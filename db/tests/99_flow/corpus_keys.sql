-- The corpus, keys that look alike: each is a row of its own, and no other takes its place.
begin;
select plan(9);

-- given: a source of each of two keys that are not the same, under one text and under two
create temp table key_pair (number integer generated always as identity, a text[], b text[]);
insert into key_pair (a, b) values
    ('{ab,c}', '{a,bc}'), ('{"a,b",c}', '{a,"b,c"}'), ('{"a|b",c}', '{a,"b|c"}'),
    ('{"a\"",b}', '{a,"\"b"}'), ('{"a\\",b}', '{a,"\\b"}'), ('{abc,""}', '{"",abc}'),
    ('{"",""}', '{" ",""}'), ('{"NULL",y}', '{"",y}'), ('{"null",x}', '{"NULL",x}'),
    ('{"k ",x}', '{k,x}'), ('{" k",x}', '{k,y}'), ('{Key,x}', '{key,x}'), ('{k,"x "}', '{k,"x  "}'),
    (array[E'\u00e9', 'x'], array[E'e\u0301', 'x']), (array[E'\u212b', 'x'], array[E'\u00c5', 'x']),
    (array[E'a\u200bb', 'x'], '{ab,x}'), (array[E'a\nb', 'x'], array[E'a\r\nb', 'x']),
    ('{"[\"a\"",x}', '{"[\"a\"]",x}'), ('{1,01}', '{01,1}'), ('{1.0,x}', '{1.00,x}'),
    ('{0,x}', '{-0,x}'), (array['ß', 'x'], array['ss', 'x']), (array[E'\u0430', 'x'], '{a,x}'),
    ('{"{a}",x}', '{"{a,}",x}');
create table near.page (id uuid primary key, book text, label text, note text);
create table near.word_of (id uuid primary key, word text, meaning text);
select lockstep.define_entity('corpus_pages', 'far.page', '{book,label}', 'near.page',
    '{"book": "s.book", "label": "s.label", "note": "s.note"}', batch_rows => 5);
select lockstep.define_entity('corpus_words', 'far.word', '{word}', 'near.word_of',
    '{"word": "s.word", "meaning": "s.meaning"}', batch_rows => 5);

-- behaviour: all keys at once
insert into far.page
select k.key[1], k.key[2], 'a page'
from (select p.a as key from key_pair as p union select p.b from key_pair as p) as k;
insert into far.word
select distinct array_to_string(k.key, ','), 'a word'
from (select p.a as key from key_pair as p union select p.b from key_pair as p) as k;
select near.go('sync', '{corpus_pages,corpus_words}');
select bag_eq(
    'select p.book, p.label, p.note from near.page as p',
    'select p.book, p.label, p.note from far.page as p',
    'each pair of texts is a row'
);
select bag_eq(
    'select p.word from near.word_of as p', 'select p.word from far.word as p', 'so is each text'
);
select is(
    (select count(*) from near.page as p), 2 * (select count(*) from key_pair as k), 'and none is left out'
);
create function pg_temp.go_deep()
    returns setof text
    language plpgsql
as $body$
declare
    v_run bigint := near.go(
        'compare', '{corpus_pages,corpus_words}', options => '{"deep": true, "strict": true}'
    );
begin
    return query
    select d.entity || ' ' || d.state || ' ' || d.source_key
    from lockstep.differences as d
    where d.run = v_run;
end;
$body$;
select is_empty('select pg_temp.go_deep()', 'a deep comparison finds nothing');

-- behaviour: B takes the place of A
delete from far.page as p using key_pair as k where array[p.book, p.label] = k.b;
delete from far.word as w using key_pair as k where w.word = array_to_string(k.b, ',');
select near.go('sync', '{corpus_pages,corpus_words}', options => '{"allow_deletes": true}');
select is((select count(*) from near.page as p), (select count(*) from key_pair as k), 'only A is left');
update far.page as p set book = k.b[1], label = k.b[2]
from key_pair as k where array[p.book, p.label] = k.a;
create temp table expected as
select 'corpus_pages' || s.state || jsonb_build_array(s.key[1], s.key[2])::text as line
from (
    select ' delete ' as state, k.a as key from key_pair as k
    union all
    select ' missing ', k.b from key_pair as k
) as s;
select bag_eq(
    'select pg_temp.go_deep()', 'select e.line from expected as e',
    'a deep comparison misses B and has A too many'
);
select near.go('detect', '{corpus_pages}');
select bag_eq(
    $$select d.entity || ' ' || replace(d.state, 'insert', 'missing') || ' ' || d.source_key
        from lockstep.differences as d where d.run = near.last_run()$$,
    'select e.line from expected as e', 'so does one with the ledger'
);
select near.go('sync', '{corpus_pages}', options => '{"allow_deletes": true}');
select bag_eq(
    'select p.book, p.label from near.page as p',
    'select k.b[1] as book, k.b[2] as label from key_pair as k', 'a sync leaves B alone'
);
select is_empty('select pg_temp.go_deep()', 'and then a deep comparison finds nothing');

select * from finish();
rollback;
