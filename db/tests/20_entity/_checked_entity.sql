begin;
select plan(11);

-- given
create view near.a_view as select o.* from near.offices as o;
create table near.parts (id uuid, name text not null, town text, primary key (id, town)) partition by list (town);
create table near.part_a partition of near.parts default;
create function pg_temp.define(target text)
    returns text
    language sql
as $body$
    select lockstep.define_entity('offices', 'far.office', '{id,town}', define.target, '{"id": "gen_random_uuid()", "name": "s.name", "town": "s.town"}');
$body$;

-- behaviour
select is(pg_temp.define('near.parts'), 'created', 'a target may be partitioned');

-- refusals
select throws_ok(format('select pg_temp.define(%L)', t.name), 'LSE03',
    format('target %L of entity %L is no table', t.name, 'offices'), format('refuses %s as target', t.what))
from (values
    ('near.nope', 'a table that does not exist'),
    ('offices', 'one that the search_path does not lead to'),
    ('near.a_view', 'a view'),
    ('far.office', 'a linked table'),
    ('near..offices', 'what is no name')
) as t (name, what);
select throws_ok(format('select pg_temp.define(%L)', t.name), 'LSE04',
    format('target %s of entity %L belongs to the platform', t.name::regclass, 'offices'), format('refuses %s as target', t.name))
from (values
    ('pg_catalog.pg_class'), ('lockstep_state.entity'), ('lockstep_state.run'), ('information_schema.sql_features')
) as t (name);
create table public.users (id integer primary key, name text);
select is(
    lockstep.define_entity('users', 'far.office', '{id}', 'public.users', '{"name": "s.name"}'), 'created',
    'while a table of the same name elsewhere will do'
);

select * from finish();
rollback;
