begin;
select plan(6);

-- given: a link of our own
select lockstep.create_link('own', s.host, s.port, s.database, s.username, s.password,
    local_schema => 'own')
from near.source as s;

create function pg_temp.login()
    returns setof text
    language sql
as $body$
    select o.option_value
    from pg_user_mappings as m
    cross join lateral pg_options_to_table(m.umoptions) as o
    where m.srvname = 'lockstep_own' and m.usename = current_user and o.option_name = 'user';
$body$;

-- behaviour
select lives_ok(
    $$select lockstep.link_password('own', s.reader, s.reader_password) from near.source as s$$,
    'takes other credentials'
);
select results_eq('select pg_temp.login()', 'select s.reader from near.source as s', 'and stores them');

-- refusals
select throws_ok(
    $$select lockstep.link_password('own', s.reader, 'wrong') from near.source as s$$, 'LSL08',
    'the source of link ''own'' does not let the login in', 'refuses what does not log in'
);
select results_eq('select pg_temp.login()', 'select s.reader from near.source as s',
    'and keeps the old credentials');
select throws_ok($$select lockstep.link_password('own', '', '')$$, 'LSL20',
    'a link needs a user name and a password', 'refuses empty ones');
select throws_ok($$select lockstep.link_password('nope', 'u', 'p')$$, 'LSL01',
    'link ''nope'' does not exist', 'refuses an unknown link');

select * from finish();
rollback;
