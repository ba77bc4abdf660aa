begin;
select plan(26);

-- given
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, '2024-01-01' from generate_series(1, 25) as i;
insert into far.office values (1, 'one', null);
select near.define_visits(batch_rows => 10);
select near.define_offices();
update lockstep_state.entity set defined_at = now() - interval '1 day';
select results_eq(
    'select entity, last_run, watermark_since, open_run, stale from lockstep.checkpoints order by entity',
    $$values ('offices', null::bigint, null::timestamptz, null::bigint, '{never synced}'::text[]), ('visits', null, null, null, '{never synced}')$$,
    'before the first sync there is nothing'
);

-- behaviour: watermark
select near.go();
select near.last_run() as first \gset
insert into lockstep_state.watermark (entity, since, seen_at, noted_at, server, defined_at)
select 'visits', '2024-01-01', now(), now(), 'x', e.defined_at from lockstep_state.entity as e where e.name = 'visits'
on conflict (entity) do update set since = excluded.since;
select results_eq(
    $$select last_run, last_whole_run, watermark_since, open_run, stale from lockstep.checkpoints where entity = 'visits'$$,
    format($$values (%1$s::bigint, %1$s::bigint, timestamptz '2024-01-01', null::bigint, '{}'::text[])$$, :first), 'then it shows where an entity stands'
);
select is(
    lockstep.reset_checkpoint('visits', 'watermark', true),
    'The next sync of entity visits looks at all of its 25 rows, also with --watermark. It writes only what differs.', 'says what a reset means'
);
select isnt_empty('select from lockstep_state.watermark where entity = ''visits''', 'without doing it');
select lockstep.reset_checkpoint('visits', 'watermark');
select is_empty('select from lockstep_state.watermark where entity = ''visits''', 'and does it');
select results_eq(
    'select entity, level, message, detail from lockstep.logs where run is null order by id desc limit 1',
    $$values ('visits', 'warning', 'checkpoint reset: watermark', '{"rows": 25}'::jsonb)$$, 'which the log tells'
);

-- behaviour: hashes
create temp table before as select t.id, t.note, t.ctid as place from near.visits as t;
update near.visits set note = 'mine' where id = 3;
select matches(lockstep.reset_checkpoint('visits', 'hashes'), 'writes all of its 25 rows once more, under their keys', 'hashes: all rows once more');
select near.go();
select is(near.found(), 'offices: unchanged 1; visits: update 24, conflict 1, written 25', 'are written, and what others changed is still told');
select results_eq(
    'select id, note from near.visits order by id', 'select id, note from before order by id', 'under the keys that they had'
);
select near.go();
select is(near.found(), 'offices: unchanged 1; visits: unchanged 25', 'once');
select results_eq(
    $$select rows, gone, settled, unresolved, adopted from lockstep.ledger_counts('visits')$$,
    'values (25::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint)', 'the ledger is counted'
);
delete from far.visit where id = 25;
select near.go();
select results_eq($$select rows, settled from lockstep.ledger_counts('visits')$$, 'values (24::bigint, 1::bigint)', 'with keys that wait for rows that come back');

-- behaviour: a run that did not end
update far.visit set note = note || ' new';
update lockstep_state.entity set batch_rows = 10 where name = 'visits';
select lockstep.start_run('sync') as run \gset
select lockstep_private.run_status(:run);
do $do$
begin
    -- until the first rows of visits are written
    for i in 1 .. 20 loop
        exit when (select sum(s.written) from lockstep_state.segment as s where s.run = near.last_run() and s.entity = 'visits') > 0;
        perform lockstep.step(near.last_run());
    end loop;
end;
$do$;
select results_eq(
    $$select open_run, open_kind, open_status, stale from lockstep.checkpoints where entity = 'visits'$$,
    format($$values (%s::bigint, 'sync', 'running', '{}'::text[])$$, :run), 'an open run is shown'
);
select throws_ok(
    $$select lockstep.reset_checkpoint('visits', 'hashes')$$, 'LSK32', format('entity ''visits'' is in run %s, which did not end', :run),
    'what a run works by is not taken away from under it'
);
select throws_ok(
    $$select lockstep.reset_checkpoint('visits', 'run')$$, 'LSK33', format('run %s is at work', :run), 'and while a runner is about, nothing is reset'
);
select lockstep.pause_run(:run);
select results_eq(
    $$select stale from lockstep.checkpoints where entity = 'visits'$$, format($$values (array['run %s is paused'])$$, :run), 'a paused run is stale'
);
select matches(
    lockstep.reset_checkpoint('visits', 'run'), format('^Run %s begins anew with entity visits: \d+ of its segments', :run), 'an entity begins anew in it'
);
select is(
    (select count(*) from lockstep_state.segment as s where s.run = :run and s.entity = 'visits' and (s.is_done or s.written > 0)), 0::bigint,
    'with none of its segments'
);
select lockstep.resume_run(:run);
select is(near.finish(:run), 'completed', 'and the run comes to its end');
select results_eq(
    format('select entity, source_rows, synced, is_accounted from lockstep.run_entities where run = %s order by entity', :run),
    $$values ('offices', 1::bigint, 1::bigint, true), ('visits', 24, 24, true)$$, 'with books that add up'
);
select is_empty('select t.id from near.visits as t where t.note !~ ''new$''', 'and every row arrived');

-- refusals
select throws_ok($$select lockstep.reset_checkpoint('visits', 'run')$$, 'LSK32', 'entity ''visits'' is in no run that did not end', 'no run is open');
select throws_ok($$select lockstep.reset_checkpoint('visits', 'keys')$$, 'LSK31', '''keys'' is nothing that can be reset', 'keys are never reset');
select throws_ok($$select lockstep.reset_checkpoint('nope', 'run')$$, 'LSE01', null, 'an entity that is not defined');
select lockstep.start_undo(:first, '{visits}', force => true) as undo \gset
select throws_ok(
    $$select lockstep.reset_checkpoint('visits', 'run')$$, 'LSK34', format('entity ''visits'' cannot begin anew in run %s', :undo), 'an undo does not begin anew'
);
select lockstep.cancel_run(:undo);
select lockstep.start_run('sync') as run \gset
update lockstep_state.segment set is_done = true where run = :run and kind = 'guard';
select lockstep.pause_run(:run);
select throws_ok(
    $$select lockstep.reset_checkpoint('visits', 'run')$$, 'LSK34', format('entity ''visits'' cannot begin anew in run %s', :run),
    'nor does an entity behind the guard against mass deletes'
);

select * from finish();
rollback;
