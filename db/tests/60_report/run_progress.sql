begin;
select plan(9);

-- given
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 25) as i;
insert into far.office values (1, 'one', null), (2, null, null);
select near.define_visits(batch_rows => 10);
select near.define_offices();
update lockstep_state.entity set defined_at = now() - interval '1 day';
select lockstep.start_run('sync', '{visits}') as run \gset

-- behaviour
select results_eq(
    format('select entity, is_done, segments, rows_done, rows_per_second, seconds_left from lockstep.run_progress where run = %s', :run),
    $$values ('visits', false, 0::bigint, 0::bigint, null::float8, null::float8)$$,
    'begins with nothing'
);
update lockstep_state.linked_table set estimated_rows = 100 where local_table = 'visit';
select lockstep.step(:run) from generate_series(1, 4);
update lockstep_state.segment
set seconds = 2, finished_at = '2026-01-01 00:00:02+00'::timestamptz + (id - (select min(o.id) from lockstep_state.segment as o where o.run = :run and o.source_rows > 0)) * interval '3 s'
where run = :run and source_rows > 0;
select results_eq(
    format(
        $$select work, segments, segments_done, rows_done, rows_expected, insert, differing, written, rows_per_second, seconds_left
        from lockstep.run_progress where run = %s$$,
        :run
    ),
    $$values ('range', 3::bigint, 2::bigint, 20::bigint, 100::bigint, 20::bigint, 20::bigint, 20::bigint, 4::float8, 20::float8)$$,
    'tells rate and time left from when rows were worked on'
);
select is(
    (select p.worked_at - p.started_at from lockstep.run_progress as p where p.run = :run), interval '5 s',
    'which is from the begin of the first segment to the end of the last'
);
select near.finish(:run);
select results_eq(
    format('select work, is_done, rows_done, seconds_left from lockstep.run_progress where run = %s', :run),
    $$values ('done', true, 25::bigint, null::float8)$$, 'ends with nothing left'
);
update lockstep_state.linked_table set estimated_rows = 0 where local_table = 'visit';
delete from far.visit where id > 24;
select near.go();
select results_eq(
    $$select entity, rows_done, delete, rejected from lockstep.run_progress as p where p.run = near.last_run() order by entity$$,
    $$values ('offices', 2::bigint, 0::bigint, 1::bigint), ('visits', 24, 1, 0)$$,
    'counts states and rejects'
);
select lockstep.start_run('compare', '{visits}') as run \gset
select is(
    (select p.rows_expected from lockstep.run_progress as p where p.run = :run), 24::bigint, 'expects what the last run knew, not what one before it did'
);

-- behaviour: workers
select is_empty('select from lockstep.active_workers', 'nobody works');
select lockstep.step(:run);
select s.id as segment from lockstep_state.segment as s where s.run = :run and not s.is_done order by s.stage, s.id limit 1 \gset
select lockstep_private.claim_segment(:run);
select results_eq(
    'select run, pid, segment, entity, since = now(), waits_for from lockstep.active_workers',
    format($$values (%s::bigint, pg_backend_pid(), %s::bigint, 'visits', true, null::text)$$, :run, :segment),
    'who has claimed a segment works on it'
);
select ok((select w.application is not null and w.role = current_user from lockstep.active_workers as w), 'under its name');

select * from finish();
rollback;
