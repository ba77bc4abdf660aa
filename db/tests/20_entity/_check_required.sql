begin;
select plan(4);

-- given
create table near.strict (
    id uuid primary key,
    name text not null,
    "Other" text not null,
    with_default text not null default 'x',
    number integer not null generated always as identity,
    twice integer not null generated always as (1 + 1) stored,
    maybe text
);

-- refusals
select throws_ok(
    $$select lockstep.define_entity('x', 'far.office', '{id}', 'near.strict', '{}')$$, 'LSE12',
    'entity ''x'' gives no value for required column ''name'', ''Other''', 'refuses to leave required columns empty'
);

-- behaviour
select is(
    lockstep.define_entity('x', 'far.office', '{id}', 'near.strict', '{"name": "s.name", "Other": "s.town"}'), 'created',
    'columns with a default, an identity or an expression fill themselves'
);
insert into far.office values (1, 'one', 'a');
select near.go();
select results_eq('select with_default, number, twice from near.strict', $$values ('x', 1, 2)$$, 'and do so');
select is(
    lockstep.define_entity('x', 'far.office', '{id}', 'near.strict', '{"name": "s.name"}',
        '{"Other": {"entity": "words", "key": "s.town"}}'),
    'changed', 'a reference is a value as well'
);

select * from finish();
rollback;
