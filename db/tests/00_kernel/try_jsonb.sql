-- Text that should be JSON.
begin;
select plan(8);

-- behaviour
select is(lockstep.try_jsonb(v.text), v.text::jsonb, 'reads ' || v.text)
from unnest(array['{"a": [1, null, "\u00e4\ud83d\ude00"], "a": 1.50}', ' null ', '"text"']) as v (text);
select is_empty(
    $$
    select v.text
    from unnest(array[
        null, '', ' ', '{', 'nothing', '{"a": 1} {"b": 2}', '{"path": "C:\users"}',
        '{''a'': None, ''b'': True}', '{"a": NaN}', '{"a": "\u0000"}', '"\ud83d"', '"\ude00\ud83d"', e'"a\tb"',
        '1e1000000', repeat('[', 1000000)
    ]) as v (text)
    where lockstep.try_jsonb(v.text) is not null
    $$,
    'all else is null, and never fails'
);
select is(
    (select count(lockstep.try_jsonb(case when n % 2 = 0 then '{}' else '{' end)) from generate_series(1, 1000) as n),
    500::bigint, 'row by row'
);

-- given: an entity whose source holds such text
create table near.notes (id uuid primary key, data jsonb);
select lockstep.define_entity(
    'notes', 'far.word', '{word}', 'near.notes',
    '{"data": "coalesce(lockstep.try_jsonb(s.meaning), jsonb_build_object(''raw'', s.meaning))"}', key_strategy => 'random'
);
insert into far.word values ('a', '{"a": 1}'), ('b', '{''a'': None}'), ('c', null);

-- behaviour
select near.go();
select results_eq(
    'select l.source_key, n.data from near.notes as n join lockstep_ledger.notes as l on l.target_key = n.id order by 1',
    $$values ('a', '{"a": 1}'::jsonb), ('b', '{"raw": "{''a'': None}"}'), ('c', '{"raw": null}')$$, 'no row is lost to broken text'
);
select near.go('compare', options => '{"deep": true}');
select is(near.found(), 'notes: unchanged 3', 'and it compares');
select ok(has_function_privilege('lockstep_runner', 'lockstep.try_jsonb(text)', 'execute'), 'who runs may call it');

select * from finish();
rollback;
