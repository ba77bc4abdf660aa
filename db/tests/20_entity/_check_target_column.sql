begin;
select plan(4);

-- given
alter table near.offices add shouted text generated always as (upper(name)) stored, add gone text;
alter table near.offices drop gone;

-- refusals
select throws_ok(
    $$select lockstep.define_entity('x', 'far.office', '{id}', 'near.offices', '{"name": "s.name", "nope": "1"}')$$, 'LSE13',
    'target near.offices of entity ''x'' has no column ''nope''', 'refuses a column that the target does not have'
);
select throws_ok(
    $$select lockstep.define_entity('x', 'far.office', '{id}', 'near.offices', '{"name": "s.name", "gone": "1"}')$$, 'LSE13',
    'target near.offices of entity ''x'' has no column ''gone''', 'any more'
);
select throws_ok(
    $$select lockstep.define_entity('x', 'far.office', '{id}', 'near.offices', '{"name": "s.name", "shouted": "s.name"}')$$, 'LSE13',
    'target near.offices of entity ''x'' itself generates column ''shouted''', 'and one that it generates'
);
select throws_ok(
    $$select lockstep.define_entity('x', 'far.office', '{id}', 'near.offices', '{"name": "s.name"}',
        on_delete => 'archive', archive => '{"nope": "1"}')$$,
    'LSE13', 'target near.offices of entity ''x'' has no column ''nope''', 'also in archive'
);

select * from finish();
rollback;
