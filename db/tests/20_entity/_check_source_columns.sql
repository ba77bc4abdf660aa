begin;
select plan(3);

-- refusals
select throws_ok(
    $$select lockstep.define_entity('x', 'far.office', '{id,nope,"Name"}', 'near.offices', '{"name": "s.name"}')$$, 'LSE10',
    'source of entity ''x'' has no column ''Name'', ''nope''', 'refuses key columns that the source does not have'
);
select throws_ok(
    $$select lockstep.define_entity('x', 'select o.id, o.name from far.office as o', '{id}', 'near.offices', '{"name": "s.name"}',
        watermark => 'town')$$,
    'LSE10', 'source of entity ''x'' has no column ''town''', 'and a watermark'
);

-- behaviour
select is(near.define_visits(), 'created', 'those that it has will do');

select * from finish();
rollback;
