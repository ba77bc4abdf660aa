begin;
select plan(2);

-- behaviour
select lockstep_private.write_log(null, 'offices', 'info', 'hello', '{"rows": 3}');
select results_eq(
    'select entity, level, message, detail from lockstep.logs order by id desc limit 1',
    $$values ('offices', 'info', 'hello', '{"rows": 3}'::jsonb)$$,
    'adds an entry in the transaction of the caller'
);

-- refusals
select throws_ok(
    $$select lockstep_private.write_log(null, null, 'loud', 'hello')$$, '23514', null,
    'knows four levels only'
);

select * from finish();
rollback;
