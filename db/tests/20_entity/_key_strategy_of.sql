begin;
select plan(15);

-- given: a source with one key column and one with two
create table near.pairs (a uuid, b uuid, name text, primary key (a, b));
create function pg_temp.define(source_key text[], target text, columns jsonb, key_strategy text)
    returns text
    language sql
as $body$
    select lockstep.define_entity('x', case cardinality(source_key) when 1 then 'far.office' else 'far.badge' end,
        define.source_key, define.target, define.columns, key_strategy => define.key_strategy);
    select e.key_strategy from lockstep.entities as e where e.name = 'x';
$body$;

-- behaviour
select is(pg_temp.define('{id}', 'near.offices', '{"name": "s.name"}', null), 'derive', 'a uuid is derived');
select is(pg_temp.define('{office_id,number}', 'near.offices', '{"name": "s.holder"}', null), 'derive', 'from a key of any number of columns');
select lockstep.drop_entity('x');
select is(pg_temp.define('{id}', 'near.visits', '{}', null), 'keep', 'any other type is kept');
select lockstep.drop_entity('x');
select is(pg_temp.define('{id}', 'near.offices', '{"id": "gen_random_uuid()", "name": "s.name"}', null), 'keep', 'what columns give is kept');
select is(pg_temp.define('{id}', 'near.offices', '{"name": "s.name"}', 'random'), 'random', 'random can be asked for');
select lockstep.drop_entity('x');

-- refusals
select throws_ok(
    format('select pg_temp.define(%L, %L, %L, %L)', t.source_key, t.target, t.columns, t.strategy), 'LSE06',
    format('target key %s of entity %L: %s', t.target_key, 'x', t.problem), format('refuses a key when %s', t.problem)
)
from (values
    ('{id}', 'near.offices', '{"id": "gen_random_uuid()", "name": "s.name"}', 'derive', '{id}',
        'columns and refs give the key, so the strategy can only be keep'),
    ('{id}', 'near.pairs', '{"a": "gen_random_uuid()"}', null, '{a,b}', 'columns and refs give a part of the key only'),
    ('{id}', 'near.pairs', '{}', null, '{a,b}', 'the source key has another number of columns'),
    ('{office_id,number}', 'near.visits', '{}', null, '{id}', 'the source key has another number of columns'),
    ('{office_id,number}', 'near.offices', '{"name": "s.holder"}', 'keep', '{id}', 'the source key has another number of columns'),
    ('{office_id,number}', 'near.pairs', '{}', 'derive', '{a,b}', 'derive and random make keys of one column'),
    ('{office_id,number}', 'near.pairs', '{}', 'random', '{a,b}', 'derive and random make keys of one column'),
    ('{id}', 'near.visits', '{}', 'derive', '{id}', 'derive makes uuids, and the target key is none')
) as t (source_key, target, columns, strategy, target_key, problem);
select throws_ok(
    $$select pg_temp.define('{id}', 'near.words', '{}', 'random')$$, 'LSE06', null, 'refuses random for a text key'
);
select throws_ok(
    $$select pg_temp.define('{id}', 'near.visits', '{}', 'random')$$, 'LSE06', null, 'and for a number that has no sequence'
);

select * from finish();
rollback;
