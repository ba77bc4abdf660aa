begin;
select plan(8);

-- given
create table near.loose (id integer, name text, note text, primary key (id, name));
create function pg_temp.define(source text, source_key text[] default '{id}')
    returns text
    language sql
as $body$
    select lockstep.define_entity('x', define.source, define.source_key, 'near.offices', '{"name": "s.name"}', key_strategy => 'derive');
$body$;
insert into far.loose values (1, 'one'), (2, 'two'), (2, 'two again');

-- refusals
select throws_ok($$select pg_temp.define('far.loose')$$, 'LSE16',
    'source key (id) of entity ''x'' does not identify one row', 'refuses a key that occurs twice');
select is(pg_temp.define('far.loose', '{id,name}'), 'created', 'which is well with one more column');
select lockstep.drop_entity('x');
select is(pg_temp.define('select distinct on (l.id) l.* from far.loose as l order by l.id, l.name'), 'created', 'or fewer rows');
select lockstep.drop_entity('x');
delete from far.loose where id = 2;
insert into far.loose values (null, 'none');
select throws_ok($$select pg_temp.define('far.loose')$$, 'LSE16', null, 'refuses a key that is null');
insert into far.office values (1, 'one', 'a'), (2, 'two', 'b');
insert into far.person (id, name, office_id) values (1, 'x', 1), (2, 'y', 1), (3, 'z', 2);
select throws_ok(
    $$select pg_temp.define('select o.id, p.name from far.office as o join far.person as p on p.office_id = o.id')$$, 'LSE16', null,
    'a join that multiplies rows loses the promise of the primary key'
);
select is(
    pg_temp.define('select p.id, o.name from far.office as o join far.person as p on p.office_id = o.id'), 'created', 'one that does not is fine'
);
select lockstep.drop_entity('x');

-- behaviour: a primary key is believed
select lockstep.define_entity('y', 'far.office', '{id}', 'near.offices', '{"name": "s.name"}');
select is(lockstep_private.has_unique_key('y'), true, 'a linked table with this primary key is not read');
select lockstep.define_entity('z', 'far.loose', '{name}', 'near.offices', '{"name": "s.name"}');
select is(lockstep_private.has_unique_key('z'), false, 'one with another key is');

select * from finish();
rollback;
