begin;
select plan(26);

create function pg_temp.can(target text default 'near.doctors')
    returns boolean
    language sql
    return lockstep_private.checks_at_once(target);
create function near.nothing()
    returns trigger
    language plpgsql
    as 'begin return null; end;';

-- behaviour: what stands beside the keys
select ok(pg_temp.can(), 'a table whose triggers are those of its foreign keys');
select ok(not pg_temp.can('near.visits'), 'without keys there is nothing to check');
create trigger other after insert on near.doctors for each row execute function near.nothing();
select ok(not pg_temp.can(), 'another trigger would not fire');
alter table near.doctors disable trigger other;
select ok(pg_temp.can(), 'which does not matter if it does not fire anyhow');
alter table near.doctors enable always trigger other;
select ok(pg_temp.can(), 'or always does');
alter table near.doctors enable replica trigger other;
select ok(not pg_temp.can(), 'one would fire that does not otherwise');
drop trigger other on near.doctors;
create trigger other before insert on near.doctors for each statement execute function near.nothing();
select ok(not pg_temp.can(), 'also one of the statement');
drop trigger other on near.doctors;
create trigger other after update on near.doctors for each row execute function near.nothing();
select ok(pg_temp.can(), 'one on update is not concerned');
alter table near.doctors add constraint one_name unique (name) deferrable;
select ok(not pg_temp.can(), 'a unique constraint that can wait is a trigger, too');
alter table near.doctors drop constraint one_name;
alter table near.doctors add constraint later foreign key (id) references near.doctors not valid;
select ok(not pg_temp.can(), 'keys that were never validated look for themselves');
alter table near.doctors drop constraint later;

set local session_replication_role = replica;
select ok(not pg_temp.can(), 'nor where triggers are silent already');
set local session_replication_role = origin;

-- behaviour: rights to the rows that are referred to
create role near_other;
grant usage on schema near, lockstep_private, lockstep_state to near_other;
grant execute on all functions in schema lockstep_private to near_other;
grant select on lockstep_state.set_aside, near.doctors to near_other;
grant select, update on near.offices, near.doctors to near_other;
grant near_other to current_user;
create function pg_temp.can_other()
    returns boolean
    language plpgsql
as $body$
declare
    v_can boolean;
begin
    set local role near_other;
    v_can := lockstep_private.checks_at_once('near.doctors');
    reset role;
    return v_can;
end;
$body$;
select ok(pg_temp.can_other(), 'whoever may lock them');
revoke update on near.offices from near_other;
select ok(not pg_temp.can_other(), 'not who may only read');
grant update on near.offices to near_other;
alter table near.offices enable row level security;
select ok(not pg_temp.can_other(), 'nor from whom some are hidden');
alter table near.offices disable row level security;
set local role near_other;
select lockstep_private.silence_triggers(true) as is_silent \gset
reset role;
select ok(not :'is_silent', 'nor who may not silence triggers');
select is(current_setting('session_replication_role'), 'origin', 'whose triggers stay');

-- behaviour: a first load in pieces of ten rows, all of one office
insert into far.office values (1, 'one', 'town'), (2, 'two', 'town');
insert into far.doctor (id, office_id, name) select i, 1, 'doctor ' || i from generate_series(1, 60) as i;
select near.define_offices();
select near.define_doctors();
select near.go(entities => '{offices}');
create temp table scans as select pg_stat_get_xact_numscans('near.offices_pkey'::regclass) + pg_stat_get_xact_numscans('near.offices'::regclass) as before;
select near.go(entities => '{doctors}', options => '{"batch_rows": 10}');
select is(
    near.account(entity => 'doctors'), 'doctors: 60 = 60 synced + 0 rejected + 0 excluded', 'all rows arrive'
);
select cmp_ok(
    pg_stat_get_xact_numscans('near.offices_pkey'::regclass) + pg_stat_get_xact_numscans('near.offices'::regclass) - (select before from scans),
    '<', 30::bigint, 'and the office is not looked for by each of them'
);
select results_eq(
    $$select o.name, o.xmax::text <> '0' from near.offices as o order by 1$$,
    $$values ('one', true), ('two', false)$$, 'but locked: it cannot go while they arrive'
);
select is(current_setting('session_replication_role'), 'origin', 'then triggers fire again');
select throws_ok($$delete from near.offices where name = 'one'$$, '23503', null, 'also those of the keys');

-- behaviour: a row that breaks a key
select lockstep.drop_entity('doctors');
truncate near.doctors;
select lockstep.define_entity('doctors', 'far.doctor', '{id}', 'near.doctors', $${
    "name": "s.name",
    "office_id": "case s.id when 33 then uuid '00000000-0000-0000-0000-000000000001' when 34 then null else (select o.id from near.offices as o where o.name = 'one') end"
}$$);
select near.go(entities => '{doctors}', options => '{"batch_rows": 10}');
select is(
    near.account(entity => 'doctors'), 'doctors: 60 = 59 synced + 1 rejected + 0 excluded', 'is refused by itself'
);
select results_eq(
    $$select r.source_key::text, r.sqlstate, r.constraint_name from lockstep_state.reject as r where r.closed_at is null$$,
    $$values ('["33"]', '23503', 'doctors_office_id_fkey')$$, 'with the name of the key'
);
select is(current_setting('session_replication_role'), 'origin', 'and triggers fire again');

-- behaviour: rows that refer to rows of the same statement
select lockstep.drop_entity('doctors');
truncate near.doctors;
update far.doctor set mentor_id = id - 1 where id > 1;
create table near.nodes (id integer primary key, parent_id integer references near.nodes);
select lockstep.define_entity('nodes', 'far.doctor', '{id}', 'near.nodes', '{"parent_id": "s.mentor_id"}', target_key => '{id}');
set local client_min_messages = warning;
drop table if exists pg_temp.lockstep_batch;
reset client_min_messages;
select near.go(entities => '{nodes}', options => '{"batch_rows": 10}');
select is(near.account(entity => 'nodes'), 'nodes: 60 = 60 synced + 0 rejected + 0 excluded', 'are complete');
select is(to_regclass('pg_temp.lockstep_batch'), null, 'at the first try');

select * from finish();
rollback;
