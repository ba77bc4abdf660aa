-- The first load of rows that nothing is known against goes straight from the source to the target.
begin;
select plan(20);

-- was there anything to be pulled into a temporary table?
create function pg_temp.was_pulled()
    returns boolean
    language plpgsql
    set client_min_messages = warning
as $body$
declare
    v_was boolean := to_regclass('pg_temp.lockstep_batch') is not null;
begin
    drop table if exists pg_temp.lockstep_batch;
    return v_was;
end;
$body$;
create function pg_temp.is_direct()
    returns boolean
    language sql
    return lockstep_private.is_direct(lockstep_private.entity_shape('visits'), 0);
create function pg_temp.load_anew()
    returns text
    language plpgsql
as $body$
begin
    perform lockstep.drop_entity('visits');
    truncate near.visits;
    perform pg_temp.was_pulled();
    perform near.define_visits();
    perform near.go();
    return near.account(entity => 'visits');
end;
$body$;

-- given
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 50) as i;
select near.define_visits();

-- behaviour
select ok(pg_temp.is_direct(), 'a plain table with its primary key can be loaded directly');
select is(pg_temp.load_anew(), 'visits: 50 = 50 synced + 0 rejected + 0 excluded', 'all rows arrive');
select ok(not pg_temp.was_pulled(), 'without being pulled first');
select set_eq('select id, note from near.visits', 'select id, note from far.visit', 'as they are');
select near.go();
select is(near.found(), 'visits: unchanged 50', 'and are known');

-- behaviour: rows that the target refuses
alter table near.visits add constraint no_visit_7 check (id <> 7) not valid;
select is(pg_temp.load_anew(), 'visits: 50 = 49 synced + 1 rejected + 0 excluded', 'a bad row is refused by itself');
select ok(pg_temp.was_pulled(), 'for which rows were pulled');
select ok(not pg_temp.is_direct(), 'while a reject is open, rows are pulled at once');
alter table near.visits drop constraint no_visit_7;
insert into far.visit (id, note) values (90, 'late');
select near.go();
select is(near.account(), 'visits: 51 = 51 synced + 0 rejected + 0 excluded', 'and the reject closes');
select ok(pg_temp.is_direct(), 'then nothing is known against it');

-- behaviour: NULL where it must not be is known beforehand
insert into far.visit (id, note) values (91, null);
alter table near.visits alter column note set not null;
select is(pg_temp.load_anew(), 'visits: 52 = 51 synced + 1 rejected + 0 excluded', 'a NULL is refused');
select ok(not pg_temp.was_pulled(), 'for which nothing is pulled');
delete from far.visit where id = 91;
alter table near.visits alter column note drop not null;
select pg_temp.load_anew();

-- behaviour: a reference that cannot be resolved
select near.define_offices();
select near.define_doctors();
insert into far.office values (1, 'one', 'town');
insert into far.doctor (id, office_id, name) values (1, 1, 'one'), (2, 99, 'two');
select pg_temp.was_pulled();
select near.go(entities => '{offices,doctors}');
select is(
    near.account(entity => 'doctors'), 'doctors: 2 = 1 synced + 1 rejected + 0 excluded',
    'a row whose reference leads nowhere is refused in the same statement'
);

-- behaviour: triggers, rules, partitions
create function near.skip()
    returns trigger
    language plpgsql
    as 'begin return case when new.id <> 9 then new end; end;';
create trigger skip before insert on near.visits for each row execute function near.skip();
select ok(not pg_temp.is_direct(), 'a trigger may skip rows');
select is(pg_temp.load_anew(), 'visits: 51 = 50 synced + 1 rejected + 0 excluded', 'and is found out');
drop trigger skip on near.visits;
select near.go();
create trigger skip after insert on near.visits for each row execute function near.skip();
create trigger skip_update before update on near.visits for each row execute function near.skip();
create trigger skip_statement before insert on near.visits for each statement execute function near.skip();
select ok(pg_temp.is_direct(), 'others may not');
create rule skip as on insert to near.visits where new.id = 9 do instead nothing;
select ok(not pg_temp.is_direct(), 'a rule may');
drop rule skip on near.visits;
alter table near.visits rename to plain_visits;
create table near.visits (like near.plain_visits) partition by list (id);
select ok(not pg_temp.is_direct(), 'so may triggers of partitions');

-- behaviour: keys that may come twice
select lockstep.define_entity(
    entity => 'some_offices', source => $$select o.id, o.name from far.office as o where o.town = 'town'$$,
    source_key => '{id}', target => 'near.offices', columns => '{"name": "s.name"}'
);
select ok(
    not lockstep_private.is_direct(lockstep_private.entity_shape('some_offices'), 0),
    'rows of a query have to be counted by key'
);
select ok(lockstep_private.is_direct(lockstep_private.entity_shape('offices'), 0), 'those of a table have not');

select * from finish();
rollback;
