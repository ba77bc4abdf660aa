begin;
select plan(2);

-- behaviour
select lockstep_private.count_up('lockstep_things_total', '{"kind": "a"}', 2);
select lockstep_private.count_up('lockstep_things_total', '{"kind": "b"}', 1);
select lockstep_private.count_up('lockstep_things_total', '{"kind": "a"}', 0.5);
select results_eq(
    'select labels ->> ''kind'', value from lockstep_state.counter where name = ''lockstep_things_total'' order by 1',
    $$values ('a', 2.5::float8), ('b', 1)$$, 'adds to the sum of just these labels'
);
select is_empty('select from lockstep.metrics where name = ''lockstep_things_total''', 'a sum that nobody describes is not shown');

select * from finish();
rollback;
