begin;
select plan(12);

-- given: a run that overwrote, mended and deleted rows
delete from far.doctor;
delete from far.office;
insert into far.office select g, 'office ' || g, 'town ' || g from generate_series(1, 5) as g;
select near.define_offices();
select near.go();
create temp table key_of as select l.source_key as id, l.target_key as key from lockstep_ledger.offices as l;
update near.offices as o set town = 'touched' from key_of as k where k.key = o.id and k.id in (2, 3);
update far.office set town = 'moved' where id in (1, 2);
update far.office set name = 'renamed' where id = 2;
delete from far.office where id = 4;
delete from near.offices as o using key_of as k where k.key = o.id and k.id = 5;
select near.go(options => '{"allow_deletes": true}');
create temp table run as select near.last_run() as id;

-- behaviour
select results_eq(
    'select c.entity, c.source_key ->> 0, c.state, c."column", c.before, c.after from run cross join lateral lockstep.conflicts(run.id, with_values => true) as c order by 2, 4',
    $$
    values
        ('offices', '1', 'update', 'town', 'town 1', 'moved'),
        ('offices', '2', 'conflict', 'name', 'office 2', 'renamed'),
        ('offices', '2', 'conflict', 'town', 'touched', 'moved'),
        ('offices', '3', 'drift', 'town', 'touched', 'town 3'),
        ('offices', '4', 'delete', 'name', 'office 4', null),
        ('offices', '4', 'delete', 'town', 'town 4', null)
    $$,
    'each overwritten column, with what it was and what it became'
);
select is(
    (select count(*) from run cross join lateral lockstep.conflicts(run.id) as c), 6::bigint,
    'the same without values'
);
select is_empty(
    'select from run cross join lateral lockstep.conflicts(run.id) as c where c.before is not null or c.after is not null',
    'which are shown only when asked for'
);
select is_empty(
    'select from run cross join lateral lockstep.conflicts(run.id - 1) as c',
    'a first load overwrote nothing'
);

-- behaviour: later runs
update far.office set town = 'moved on' where id = 1;
select near.go();
select is(
    (select c.after from run cross join lateral lockstep.conflicts(run.id, with_values => true) as c
        where c.source_key = '["1"]'),
    'moved',
    'what a later run wrote is not taken for what this one did'
);
delete from near.offices as o using key_of as k where k.key = o.id and k.id = 2;
select results_eq(
    $$select c.state, c."column" from run cross join lateral lockstep.conflicts(run.id) as c where c.source_key = '["2"]'$$,
    $$values ('conflict', null::text)$$,
    'what cannot be told any more is not guessed'
);
select near.define_visits();
select is(
    (select count(*) from run cross join lateral lockstep.conflicts(run.id, '{visits}') as c), 0::bigint,
    'an entity that was not in the run has none'
);
select is(
    (select count(*) from run cross join lateral lockstep.conflicts(run.id, '{offices}') as c), 5::bigint,
    'one entity alone'
);

-- behaviour: prune
update lockstep_state.run set finished_at = now() - interval '31 days' where id = (select id from run);
select is(lockstep.prune(max_rows => 2), 2::bigint, 'prune deletes some images');
select is(lockstep.prune() + lockstep.prune(), 3::bigint, 'and then the others');
select is_empty('select from run cross join lateral lockstep.conflicts(run.id) as c', 'there is nothing to show then');

-- refusals
select throws_ok('select * from lockstep.conflicts(999999)', 'LSJ05', 'run 999999 does not exist', 'no run');

select * from finish();
rollback;
