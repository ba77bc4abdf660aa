begin;
select plan(6);

-- behaviour
select is(
    lockstep.define_entity('x', E'-- all of them\nselect o.id, o.name from far.office as o', '{id}', 'near.offices', '{"name": "s.name"}'),
    'created', 'a source may be a SELECT, also behind a comment'
);
select is(
    lockstep.define_entity('x', 'with o as (select * from far.office) select * from o', '{id}', 'near.offices', '{"name": "s.name"}'),
    'changed', 'or begin with WITH'
);
select is(
    lockstep.define_entity('x', '(select * from far.office)', '{id}', 'near.offices', '{"name": "s.name"}'), 'changed',
    'or stand in parentheses'
);
create table near.selections (id integer primary key, name text not null);
select is(
    lockstep.define_entity('y', 'near.selections', '{id}', 'near.offices', '{"name": "s.name"}'), 'created',
    'a table whose name begins like a keyword is a table'
);

-- refusals
select throws_ok(
    $$select lockstep.define_entity('z', 'far.nope', '{id}', 'near.offices', '{"name": "s.name"}')$$, 'LSE08',
    'source ''far.nope'' of entity ''z'' does not exist', 'refuses a table that is not linked'
);
select throws_ok(
    $$select lockstep.define_entity('z', 'far office', '{id}', 'near.offices', '{"name": "s.name"}')$$, 'LSE08',
    'source ''far office'' of entity ''z'' does not exist', 'and what is no name'
);

select * from finish();
rollback;
