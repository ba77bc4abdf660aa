begin;
select plan(12);

-- given
create table near.typed (id integer primary key, name text, amount numeric, day date);

-- refusals
select throws_ok(
    format('select lockstep.define_entity(%L, %L, %L, %L, %L)', 'x', 'far.person', '{id}', 'near.typed',
        jsonb_build_object(t.name, t.expression)),
    'LSE14', format('column %L of entity %L: %s', t.name, 'x', t.problem), format('refuses %s', t.expression)
)
from (values
    ('name', 's.nope', 'column s.nope does not exist'),
    ('name', 'p.name', 'missing FROM-clause entry for table "p"'),
    ('name', 'upper(', 'syntax error at or near "as"'),
    ('name', '', 'syntax error at or near ")"'),
    ('name', 'shout(s.name)', 'function shout(text) does not exist'),
    ('amount', 's.name', 'column "amount" is of type numeric but expression is of type text'),
    ('day', 's.age', 'column "day" is of type date but expression is of type bigint'),
    ('name', 'regexp_split_to_table(s.name, '' '')', 'set-returning functions are not allowed in WHERE'),
    ('amount', 'row_number() over ()', 'window functions are not allowed in WHERE'),
    ('name', 'count(*)', 'column "s.id" must appear in the GROUP BY clause or be used in an aggregate function')
) as t (name, expression, problem);
select throws_ok(
    $$select lockstep.define_entity('x', 'far.person', '{id}', 'near.typed', '{"name": "s.name"}',
        on_delete => 'archive', archive => '{"day": "''yes''::text"}')$$,
    'LSE14', null, 'also in archive'
);

-- behaviour
select is(
    lockstep.define_entity('x', 'far.person', '{id}', 'near.typed', '{"amount": "s.age", "day": "''2024-02-29''", "name": "s.kind"}'), 'created',
    'what can be assigned needs no cast'
);

select * from finish();
rollback;
