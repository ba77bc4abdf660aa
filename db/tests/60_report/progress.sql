begin;
select plan(6);

-- given
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 25) as i;
select near.define_visits(batch_rows => 10);
select lockstep.start_run('sync') as run \gset

-- behaviour
select results_eq(
    format('select entity, level, stage_kind, segments, segments_done, rows_done, written, is_done from lockstep.progress(%s)', :run),
    $$values ('visits', 0, 'plan', 0::bigint, 0::bigint, 0::bigint, 0::bigint, false)$$, 'begins with nothing'
);
select lockstep.step(:run);
select lockstep.step(:run);
select lockstep.step(:run);
select results_eq(
    format('select stage_kind, segments, segments_done, rows_done, differing, written, rejected, is_done from lockstep.progress(%s)', :run),
    $$values ('range', 3::bigint, 1::bigint, 10::bigint, 10::bigint, 10::bigint, 0::bigint, false)$$, 'counts segments and rows'
);
select near.finish(:run);
select results_eq(
    format('select stage_kind, segments, segments_done, rows_done, rows_expected, written, is_done from lockstep.progress(%s)', :run),
    $$values ('done', 3::bigint, 3::bigint, 25::bigint, 25::bigint, 25::bigint, true)$$, 'ends with all of them'
);
select lockstep.start_run('compare') as run \gset
select results_eq(
    format('select rows_done, rows_expected from lockstep.progress(%s)', :run), 'values (0::bigint, 25::bigint)',
    'expects as many rows as the run before had'
);
update lockstep_state.linked_table set estimated_rows = 1000 where local_table = 'visit';
select results_eq(
    format('select rows_expected from lockstep.progress(%s)', :run), 'values (1000::bigint)', 'or as the source has in its statistics'
);

-- refusals
select throws_ok(
    'select * from lockstep.progress(-1)', 'LSJ05', 'run -1 does not exist', 'refuses a run that does not exist'
);

select * from finish();
rollback;
