begin;
select plan(2);

-- behaviour
select cmp_ok(lockstep.free_connections(), '>', 0, 'says how many more connections the server takes');
select cmp_ok(
    lockstep.free_connections(), '<',
    current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer,
    'without those that are reserved or taken'
);

select * from finish();
rollback;
