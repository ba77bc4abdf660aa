-- What a sample says of all.
begin;
select plan(5);

-- behaviour
select is(lockstep_private.differing_bound(0, 0), 1::numeric, 'who saw nothing knows nothing');
select is(lockstep_private.differing_bound(0, 2), 1::numeric, 'who saw two knows as much');
select is(round(lockstep_private.differing_bound(0, 10000), 6), 0.0003, 'three in as many as were seen');
-- the one-sided score interval of 10 in 1,000 at 95 %: 0.0167
select is(round(lockstep_private.differing_bound(10, 1000), 4), 0.0167, 'some that differ: above their share');
select ok(lockstep_private.differing_bound(1000, 1000) <= 1.0000001, 'never more than all');

select * from finish();
rollback;
