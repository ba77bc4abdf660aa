begin;
select plan(15);

-- given
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 25) as i;
insert into far.office values (1, 'one', null), (2, null, null);
select near.define_visits(batch_rows => 10);
select near.define_offices();
update lockstep_state.entity set defined_at = now() - interval '1 day';
create function pg_temp.measured(name text, labels jsonb default '{}')
    returns double precision
    language sql
as $body$
    select m.value from lockstep.metrics as m where m.name = measured.name and m.labels = measured.labels;
$body$;

-- behaviour: before the first run
select results_eq(
    $$select name, labels, value from lockstep.metrics where name not in ('lockstep_build_info', 'lockstep_validation_findings') order by 1, 2$$,
    $$
    values ('lockstep_active_runs', '{"status": "paused"}'::jsonb, 0::float8), ('lockstep_active_runs', '{"status": "pending"}', 0),
        ('lockstep_active_runs', '{"status": "running"}', 0), ('lockstep_entity_open_rejects', '{"entity": "offices"}', 0),
        ('lockstep_entity_open_rejects', '{"entity": "visits"}', 0), ('lockstep_silent_seconds', '{}', 0), ('lockstep_workers', '{}', 0)
    $$,
    'there is nothing to measure yet, and no measure that pretends'
);

-- behaviour: after some
select near.go();
delete from far.visit where id = 25;
select near.go();
select near.go('compare');
select is(pg_temp.measured('lockstep_runs_total', '{"kind": "sync", "status": "completed"}'), 2::float8, 'counts runs by how they ended');
select is(pg_temp.measured('lockstep_rows_written_total', '{"kind": "sync", "entity": "visits"}'), 26::float8, 'and rows written, deletes as well');
select is(pg_temp.measured('lockstep_rows_compared_total', '{"kind": "compare", "entity": "visits"}'), 24::float8, 'and compared');
select is(
    pg_temp.measured('lockstep_rows_differing_total', '{"kind": "sync", "entity": "visits", "state": "delete"}'), 1::float8, 'and their states'
);
select is(pg_temp.measured('lockstep_rows_refused_total', '{"kind": "sync", "entity": "offices"}'), 2::float8, 'what is refused again counts again');
select is(pg_temp.measured('lockstep_entity_open_rejects', '{"entity": "offices"}'), 1::float8, 'while it is one open reject');
select results_eq(
    $$select labels ->> 'state', value from lockstep.metrics where name = 'lockstep_entity_rows' and labels ->> 'entity' = 'offices' order by 1$$,
    $$values ('excluded', 0::float8), ('extra', 0), ('source', 2), ('synced', 1)$$, 'says how many rows there are'
);
select ok(pg_temp.measured('lockstep_entity_lag_seconds', '{"entity": "visits"}') between 0 and 600, 'and how old they may be');
update lockstep_state.run set started_at = now() - interval '2 hours', finished_at = now() - interval '1 hour' where kind = 'sync';
select results_eq(
    $$
    select round(pg_temp.measured('lockstep_entity_lag_seconds', '{"entity": "visits"}') / 60),
        round(extract(epoch from now()) - pg_temp.measured('lockstep_entity_last_success_timestamp_seconds', '{"entity": "visits", "pass": "whole"}')),
        pg_temp.measured('lockstep_last_run_duration_seconds', '{"kind": "sync"}')
    $$,
    'values (120::float8, 3600::float8, 3600::float8)',
    'which is counted from the begin of the last sync'
);

-- behaviour: a run that fails, one that only counts
select lockstep.start_run('sync') as run \gset
select lockstep.fail_run(:run, '08006', 'gone');
select results_eq(
    $$select pg_temp.measured('lockstep_last_run_success', '{"kind": "sync"}'), pg_temp.measured('lockstep_last_run_success', '{"kind": "compare"}'),
        pg_temp.measured('lockstep_runs_total', '{"kind": "sync", "status": "failed"}')$$,
    'values (0::float8, 1::float8, 1::float8)', 'a failure shows'
);
select lockstep.cancel_run(:run);
insert into far.visit (id, note) values (99, 'new');
select near.go(is_dry => true);
select is(pg_temp.measured('lockstep_rows_differing_total', '{"kind": "sync", "entity": "visits", "state": "insert"}'), 25::float8, 'a dry run counts for nothing');

-- behaviour: what is pruned stays counted
delete from lockstep_state.run;
select is(pg_temp.measured('lockstep_rows_written_total', '{"kind": "sync", "entity": "visits"}'), 26::float8, 'sums outlive the runs they are of');

-- behaviour: the shape
select is_empty(
    $$select m.name, m.labels from lockstep.metrics as m group by 1, 2 having count(*) > 1$$, 'no measure stands there twice'
);
select is_empty(
    $$
    select m.name from lockstep.metrics as m
    where m.name !~ '^lockstep_[a-z_]+$' or m.help = '' or m.value is null
        or (m.type = 'counter') <> (m.name ~ '_total$') or m.type not in ('counter', 'gauge')
    $$,
    'names follow the conventions'
);

select * from finish();
rollback;
