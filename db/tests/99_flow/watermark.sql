-- Syncs by watermark, in one transaction: there the source is read in one snapshot.
begin;
select plan(11);

-- given: ten rows of January
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, timestamptz '2024-01-01 00:00+00' from generate_series(1, 10) as i;
select near.define_visits();
update lockstep_state.setting set value = '0' where name like 'watermark%';

-- behaviour: a snapshot that may be older than the look
select near.go();
select is_empty('select from lockstep_state.watermark', 'a transaction that began before the look moves no watermark');
select near.go(options => '{"watermark": true}');
select results_eq(
    'select source_rows, since from lockstep.run_entities where run = near.last_run()', 'values (10::bigint, null::timestamptz)',
    'without one all rows are looked at'
);
select results_eq(
    $$select f ->> 'detail' from jsonb_array_elements(lockstep.report(near.last_run()) -> 'findings') as f where f ->> 'check' = 'watermark'$$,
    $$values ('all rows were looked at: no sync looked at all of them before, or it was undone')$$, 'and the report says why'
);

-- given: a watermark of February, known to be sound
insert into lockstep_state.watermark (entity, since, seen_at, noted_at, server, defined_at)
select e.name, '2024-02-01 00:00+00', '2024-02-01 00:00+00', '2024-02-01 00:00+00', (select l.look ->> 'server' from lockstep_private.source_look('far') as l), e.defined_at
from lockstep_state.entity as e where e.name = 'visits';
update far.visit set note = 'moved', changed_at = '2024-02-01 00:00+00' where id = 1;
update far.visit set note = 'not moved' where id = 2;
update far.visit set note = 'none', changed_at = null where id = 3;
delete from far.visit where id = 10;

-- behaviour
select near.go(options => '{"watermark": true}');
select is(near.found(), 'visits: update 2, written 2', 'only rows that moved, or have no watermark, are looked at');
select results_eq(
    'select source_rows, synced, excluded, extra, is_accounted, since from lockstep.run_entities where run = near.last_run()',
    $$values (2::bigint, null::bigint, null::bigint, null::bigint, null::boolean, timestamptz '2024-02-01 00:00+00')$$,
    'and nothing is said of the others'
);
select is_empty(
    $$select from lockstep_state.segment as s where s.run = near.last_run() and s.kind in ('unlink', 'remove')$$, 'nothing is deleted'
);
update lockstep_state.setting set value = '31 days' where name = 'watermark_overlap';
select near.go(options => '{"watermark": true}');
select is(near.found(), 'visits: update 1, unchanged 8, written 1', 'the overlap reaches back');
update lockstep_state.watermark set since = '-infinity';
select near.go(options => '{"watermark": true}');
select is(near.found(), 'visits: delete 1, unchanged 9, written 1', 'as far as all rows, when nothing is known');

-- refusals
select throws_ok(
    $$select lockstep.start_run('detect', options => '{"watermark": true}')$$, 'LSJ01',
    'a run cannot be started: watermark is for sync only', 'refuses it for other kinds'
);
select throws_ok(
    $$select lockstep.start_run('sync', options => '{"watermark": 1}')$$, 'LSJ01',
    'a run cannot be started: watermark must be true or false', 'and other values'
);

-- behaviour: a run by watermarks and a whole one are not the same
select lockstep.start_run('sync', options => '{"watermark": true}');
select throws_like(
    $$select lockstep.start_run('sync')$$, 'run % works on the same entities: pending, %', 'a sync of all rows does not join one that looks at some'
);

select * from finish();
rollback;
