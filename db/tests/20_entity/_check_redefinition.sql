begin;
select plan(9);

-- given
create table near.other_offices (id uuid primary key, name text not null, code text unique);
select near.define_offices();

-- behaviour: without rows everything may change
select is(
    lockstep.define_entity('offices', 'far.office', '{id}', 'near.other_offices', '{"name": "s.name"}'), 'changed',
    'the target may change while nothing is synced'
);
select is(
    lockstep.define_entity('offices', 'far.badge', '{office_id,number}', 'near.other_offices', '{"name": "s.holder"}'), 'changed',
    'so may the source key'
);
select results_eq(
    $$select attname::text collate "default" from pg_attribute where attrelid = 'lockstep_ledger.offices'::regclass and attname like 'source_key%'
        and attnum > 0 order by attnum$$,
    $$values ('source_key_1'::text), ('source_key_2')$$,
    'the ledger follows'
);
select is(near.define_offices(), 'changed', 'and back');
insert into far.office values (1, 'one', null);
select near.go();

-- refusals
select throws_ok(
    $$select lockstep.define_entity('offices', 'far.office', '{id}', 'near.other_offices', '{"name": "s.name"}')$$, 'LSE07',
    'entity ''offices'' has synced rows: its keys and its target cannot change', 'refuses another target once rows are synced'
);
select throws_ok(
    $$select lockstep.define_entity('offices', 'far.office', '{name}', 'near.offices', '{"name": "s.name"}')$$, 'LSE07', null,
    'another source key'
);
alter table near.offices add code uuid unique;
select throws_ok(
    $$select lockstep.define_entity('offices', 'far.office', '{id}', 'near.offices', '{"name": "s.name"}', target_key => '{code}')$$,
    'LSE07', null, 'and another target key'
);
select is(
    lockstep.define_entity('offices', 'select o.* from far.office as o where o.id < 100', '{id}', 'near.offices', '{"name": "s.name"}'),
    'changed', 'while the source itself may change'
);
select near.go();
select is(near.found(), 'offices: update 1, written 1', 'and rows are known again by their key');

select * from finish();
rollback;
