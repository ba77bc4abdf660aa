begin;
select plan(4);

-- behaviour
select is(lockstep_private.sent_sql('s.a', 'pg_catalog.numeric'), 'numeric_send(s.a)', 'a number has a binary form');
select is(lockstep_private.sent_sql('s.a', 'timestamp with time zone'), 'timestamptz_send(s.a)', 'so has a time');
select is(lockstep_private.sent_sql('s.a', 'text'), null, 'a text has a hash of its own');
create type near.numeric as (a integer);
select is(lockstep_private.sent_sql('s.a', 'near.numeric'), null, 'a type that only has the name does not count');

select * from finish();
rollback;
