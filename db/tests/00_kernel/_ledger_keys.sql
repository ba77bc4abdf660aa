begin;
select plan(2);

-- behaviour
select is(lockstep_private.ledger_keys('source', 1), '{source_key}'::text[], 'one column has no number');
select is(
    lockstep_private.ledger_keys('target', 3), '{target_key_1,target_key_2,target_key_3}'::text[],
    'several are numbered'
);

select * from finish();
rollback;
