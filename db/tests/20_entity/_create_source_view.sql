begin;
select plan(5);

-- refusals
select throws_ok(
    format('select lockstep.define_entity(%L, %L, %L, %L, %L)', 'x', t.source, '{id}', 'near.offices', '{"name": "s.name"}'),
    'LSE09', format('source of entity %L cannot be read: %s', 'x', t.problem), format('refuses a source with %s', t.what)
)
from (values
    ('select o.nope from far.office as o', 'column o.nope does not exist', 'an unknown column'),
    ('select o.id, o.id from far.office as o', 'column "id" specified more than once', 'a name twice'),
    ('select o.id from far.office as o where', 'syntax error at or near ")"', 'half a sentence'),
    ('select $1 as id', 'there is no parameter $1', 'a parameter')
) as t (source, problem, what);
select throws_like(
    $$select lockstep.define_entity('x', 'delete from far.office returning id', '{id}', 'near.offices', '{"name": "s.name"}')$$,
    '%does not exist', 'and a statement that writes'
);

select * from finish();
rollback;
