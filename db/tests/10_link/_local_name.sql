begin;
select plan(6);

-- behaviour
select is(lockstep_private.local_name('a', 'orders', '{}'), 'orders', 'a table keeps its name');
select is(lockstep_private.local_name('b', 'orders', '{orders}'), 'b_orders',
    'the second of a name carries its schema');
select is(lockstep_private.local_name('b', 'orders', '{orders,b_orders,b_orders_2}'), 'b_orders_3',
    'and a number if that is taken, too');
select is(lockstep_private.local_name('b', repeat('x', 63), array[repeat('x', 63)]),
    'b_' || repeat('x', 61), 'names are cut to 63 bytes');
select is(
    lockstep_private.local_name('b', repeat('x', 63), array[repeat('x', 63), 'b_' || repeat('x', 61)]),
    'b_' || repeat('x', 59) || '_2', 'with room for the number'
);
select is(lockstep_private.short_name(repeat('ä', 63)), repeat('ä', 31), 'and never within a letter');

select * from finish();
rollback;
