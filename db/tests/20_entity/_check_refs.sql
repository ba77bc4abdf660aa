begin;
select plan(7);

-- given
create table near.pairs (a integer, b bigint, primary key (a, b));
select near.define_offices();
select lockstep.define_entity('pairs', 'far.badge', '{office_id,number}', 'near.pairs', '{}');
create function pg_temp.define(refs jsonb, columns jsonb default '{}')
    returns text
    language sql
as $body$
    select lockstep.define_entity('doctors', 'far.doctor', '{id}', 'near.doctors', '{"name": "s.name"}' || define.columns, define.refs);
$body$;

-- refusals
select throws_ok(
    format('select pg_temp.define(%L, %L)', t.refs, t.columns), 'LSE11',
    format('reference %L of entity %L to entity %L: %s', 'office_id', 'doctors', t.refers_to, t.problem), format('refuses when %s', t.problem)
)
from (values
    ('{"office_id": {"entity": "offices", "key": "s.office_id"}}', '{"office_id": "null::uuid"}', 'offices',
        'the column is also given in columns'),
    ('{"office_id": {"entity": "offices", "key": ["s.office_id", "s.id"]}}', '{}', 'offices',
        'its source key has 1 columns (id), key gives 2'),
    ('{"office_id": {"entity": "pairs", "key": "s.office_id"}}', '{}', 'pairs',
        'its source key has 2 columns (office_id, number), key gives 1'),
    ('{"office_id": {"entity": "pairs", "key": ["s.office_id", "s.id"]}}', '{}', 'pairs',
        'its target key has several columns (a, b), name one in "column"'),
    ('{"office_id": {"entity": "pairs", "key": ["s.office_id", "s.id"], "column": "c"}}', '{}', 'pairs',
        'its target key has no column ''c''')
) as t (refs, columns, refers_to, problem);
select throws_ok(
    $$select pg_temp.define('{"office_id": {"entity": "offices", "key": "s.name"}}')$$, 'LSE14', null,
    'a key of another type is refused with the words of the database'
);

-- behaviour
select is(
    pg_temp.define('{"office_id": {"entity": "offices", "key": "s.office_id", "column": "id"}}'), 'created', 'what fits is taken'
);

select * from finish();
rollback;
