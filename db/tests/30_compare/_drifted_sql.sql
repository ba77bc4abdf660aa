-- Target rows that nobody touched are told by their physical version, others by their content.
begin;
select plan(22);

-- how many rows have the version that the ledger knows, and how many have not
create function pg_temp.versions(out known bigint, out other bigint)
    language plpgsql
as $body$
begin
    execute format(
        $sql$
        select
            count(*) filter (where %1$s is not distinct from l.target_version),
            count(*) filter (where %1$s is distinct from l.target_version)
        from near.visits as t join lockstep_ledger.visits as l on l.target_key = t.id
        $sql$,
        (lockstep_private.entity_shape('visits')).target_version
    )
    into known, other;
end;
$body$;

-- given
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 100) as i;
select near.define_visits();
select near.go();

-- behaviour: the ledger knows the version of what lockstep wrote
select results_eq('select * from pg_temp.versions()', 'values (100::bigint, 0::bigint)', 'of rows inserted');
update far.visit set note = note || '!' where id <= 10;
delete from near.visits where id = 11;
select near.go();
select results_eq('select * from pg_temp.versions()', 'values (100::bigint, 0::bigint)', 'updated, and written again');

-- behaviour: rows written anew with the same content
update near.visits set note = note where id <= 30;
select results_eq('select * from pg_temp.versions()', 'values (70::bigint, 30::bigint)', 'a row written by somebody else has another version');
select near.go('compare');
select is(near.found(), 'visits: unchanged 100', 'it is the same if its content is');
select results_eq('select * from pg_temp.versions()', 'values (100::bigint, 0::bigint)', 'and is not looked at again');

-- behaviour: what versions do not tell
update near.visits set note = 'touched' where id = 5;
update near.visits set note = 'moved away' where id = 6;
update near.visits set note = 'visit 6!' where id = 6;
delete from near.visits where id = 7;
insert into near.visits (id, note) values (7, 'visit 7!');
delete from near.visits where id = 8;
select near.go('compare');
select is(near.found(), 'visits: drift 1, missing 1, unchanged 98', 'touched is what has another content');
select results_eq('select * from pg_temp.versions()', 'values (98::bigint, 1::bigint)', 'the version of a touched row is not taken over');
select near.go('compare');
select is(near.found(), 'visits: drift 1, missing 1, unchanged 98', 'so it is found each time');
select near.go();

-- behaviour: a ledger of an older lockstep
update lockstep_ledger.visits set target_version = null;
update near.visits set note = 'touched' where id = 50;
select near.go('compare');
select is(near.found(), 'visits: drift 1, unchanged 99', 'an unknown version says nothing');
select results_eq('select * from pg_temp.versions()', 'values (99::bigint, 1::bigint)', 'and gets known');
select near.go();

-- behaviour: a trigger of the target that writes the row again, in the same transaction
create function near.spoil()
    returns trigger
    language plpgsql
as $body$
begin
    update near.visits set note = 'spoiled' where id = new.id and note <> 'spoiled';
    return null;
end;
$body$;
create trigger spoil after insert or update on near.visits for each row when (new.id = 60) execute function near.spoil();
update far.visit set note = 'changed' where id in (60, 61);
select near.go();
drop trigger spoil on near.visits;
select near.go('compare');
select is(near.found(), 'visits: drift 1, unchanged 99', 'what a trigger wrote after lockstep is drift');
select near.go();

-- behaviour: what is too large for one look
update near.visits set note = note where id between 1 and 20;
update near.visits set note = 'touched' where id in (30, 31);
delete from near.visits where id = 90;
select near.go('compare', options => '{"batch_rows": 1}');
select is(near.found(), 'visits: drift 2, missing 1, unchanged 97', 'drift is found beforehand, and told in its range');
select set_eq(
    format(
        $$
        select %s
        from lockstep_ledger.visits as l where l.source_key in (30, 31, 90)
        $$,
        (lockstep_private.entity_shape('visits')).ledger_target_block
    ),
    $$
    select distinct b.block::bigint
    from lockstep_state.segment as s, jsonb_array_elements_text(s.keys -> 'target_blocks') as b (block)
    where s.run = near.last_run() and s.kind = 'range'
    $$,
    'ranges look only at blocks with rows that drifted'
);
update far.visit set note = 'changed' where id in (31, 32);
select near.go('compare', options => '{"batch_rows": 1}');
select is(near.found(), 'visits: update 1, conflict 1, drift 1, missing 1, unchanged 96', 'what changed on both sides is a conflict there, too');
select near.go(options => '{"batch_rows": 1}');
select near.go('compare', options => '{"batch_rows": 1}');
select is(near.found(), 'visits: unchanged 100', 'all of it heals');
select ok(
    bool_and(s.keys -> 'target_blocks' = '[]'), 'ranges need no look for drift where there is none'
)
from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'range';
select is((select e.extra from lockstep.run_entities as e where e.run = near.last_run()), 0::bigint, 'nothing is left over');

-- behaviour: a row that is written anew, with the same content, between the look at the target and its range
update far.visit set note = 'changed again' where id = 40;
select lockstep.start_run('sync', options => '{"batch_rows": 1}') as run \gset
do $do$
begin
    while not exists (select from lockstep_state.segment as s where s.run = near.last_run() and s.kind = 'range') loop
        perform s.* from lockstep.step(near.last_run()) as s;
    end loop;
end;
$do$;
update near.visits set note = note where id = 40;
select near.finish(:run);
select is(
    (select o.state from lockstep_state.overwritten as o where o.run = :run and o.source_key ->> 0 = '40'), 'update',
    'is no conflict, since nothing is lost'
);

-- behaviour: a target in partitions, of which no version is known
alter table near.visits rename to plain_visits;
create table near.visits (id bigint primary key, note text, changed_at timestamptz) partition by range (id);
create table near.early_visits partition of near.visits for values from (minvalue) to (50);
create table near.late_visits partition of near.visits for values from (50) to (maxvalue);
insert into near.visits select * from near.plain_visits;
select near.go('compare');
select is(near.found(), 'visits: unchanged 100', 'content tells, after tables were exchanged');
update far.visit set note = 'once more' where id in (10, 70);
insert into far.visit (id, note) values (101, 'new');
update near.visits set note = 'touched' where id in (20, 70);
select near.go();
select is(near.found(), 'visits: insert 1, update 1, conflict 1, drift 1, unchanged 97, written 4', 'partitions are written');
select near.go('compare');
select is(near.found(), 'visits: unchanged 101', 'and are in step then');
select results_eq('select * from pg_temp.versions()', 'values (101::bigint, 0::bigint)', 'with their content as version');

select * from finish();
rollback;
