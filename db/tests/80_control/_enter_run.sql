-- A step whose snapshot is older than its lock would not see that its run was ended.
begin isolation level repeatable read;
select plan(3);

-- given
select near.define_offices();
select lockstep.start_run('sync') as run \gset

-- refusals
select throws_ok(
    format('select lockstep.step(%s)', :run), 'LSJ09', 'a step cannot work in a transaction that is repeatable read',
    'refuses a transaction that sees one moment only'
);
select is((select r.status from lockstep.runs as r where r.id = :run), 'pending', 'which leaves the run as it is');
select is_empty(
    $$select from pg_locks as l where l.locktype = 'advisory' and l.mode = 'ShareLock' and l.pid = pg_backend_pid()$$,
    'and holds nothing'
);

select * from finish();
rollback;
