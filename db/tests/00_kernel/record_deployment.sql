begin;
select plan(4);

-- behaviour
select cmp_ok(
    lockstep.record_deployment('1.2.3', 'abc'), '>', 100::bigint, 'counts the functions and views it notes'
);
select results_eq(
    'select version, files_hash from lockstep.deployments order by id desc limit 1',
    $$values ('1.2.3', 'abc')$$,
    'the last deployment is what is installed'
);
select is(
    (select count(*) from lockstep_state.deployed_function),
    lockstep.record_deployment('1.2.4', 'abd'),
    'functions are noted once, however often'
);
select results_eq(
    'select version from lockstep.deployments order by id desc limit 2',
    $$values ('1.2.4'), ('1.2.3')$$,
    'while deployments are kept'
);

select * from finish();
rollback;
