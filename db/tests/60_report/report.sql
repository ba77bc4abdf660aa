begin;
select plan(18);

-- given: three rows, one of them bad, one extra
insert into far.office values (1, 'one', 'a'), (2, 'two', 'b'), (3, null, 'c');
insert into near.offices (id, name) values ('00000000-0000-4000-8000-000000000001', 'own');
select near.define_offices();
select near.go() as run \gset

-- behaviour: a run that is through
create temp table report as select lockstep.report(:run) as report;
select is(report ->> 'run', :'run', 'numbers are text, which no reader of JSON rounds') from report;
select is(
    report - '{run,started_at,finished_at,seconds,entities,rejects,findings}'::text[],
    '{"kind": "sync", "dry_run": false, "state": "completed", "in_step": false, "error": null, "analysis": [], "domains": []}', 'says what the run was and how it ended'
)
from report;
select is(
    (report #> '{entities,0}') - '{seconds,rows_per_second}'::text[],
    '{"entity": "offices", "domain": null, "source_rows": "3", "insert": "3", "update": "0", "conflict": "0", "drift": "0", "missing": "0", "delete": "0",
      "unchanged": "0", "extra": "1", "synced": "2", "rejected": "1", "excluded": "0", "written": "2", "accounted": true, "pushdown": "full",
      "pairing": null, "settled": "0"}',
    'each entity with its states and its sum'
)
from report;
select is(
    report -> 'rejects' #- '{0,remedy}',
    '[{"entity": "offices", "operation": "write", "reason": "constraint", "sqlstate": "23502", "constraint": null, "column": "name",
       "message": "null value in column \"name\" of relation \"offices\" violates not-null constraint", "count": "1", "example_keys": [["3"]]}]',
    'and rejects by their cause'
)
from report;
select matches(report #>> '{rejects,0,remedy}', 'name of near.offices must not be null', 'and what to do about it') from report;
select cmp_ok((report ->> 'seconds')::numeric, '>', 0::numeric, 'with the time it took') from report;
select cmp_ok(jsonb_typeof(report #> '{entities,0,seconds}'), '=', 'number', 'also of each entity') from report;

-- behaviour: many rejects of one cause
insert into far.office select i, null, null from generate_series(10, 29) as i;
select near.go();
select results_eq(
    $$
    select r ->> 'count', jsonb_array_length(r -> 'example_keys')
    from jsonb_array_elements(lockstep.report(near.last_run()) -> 'rejects') as r
    $$,
    $$values ('21', 5)$$,
    'rejects of one cause are one entry with five examples'
);

-- behaviour: in step
update far.office set name = 'healed';
select near.go();
select is(lockstep.report(near.last_run()) -> 'in_step', 'true', 'in step when nothing is left');
select near.go('compare');
select is(lockstep.report(near.last_run()) -> 'in_step', 'true', 'a compare says so, too');
update far.office set town = 'moved' where id = 1;
select near.go('compare');
select is(lockstep.report(near.last_run()) -> 'in_step', 'false', 'until something differs');

-- behaviour: a run that is not through
update lockstep_state.entity set defined_at = now() - interval '1 day';
select lockstep.start_run('sync') as run \gset
select is(
    lockstep.report(:run) - '{run,started_at,finished_at,seconds,entities,rejects,findings}'::text[],
    '{"kind": "sync", "dry_run": false, "state": "pending", "in_step": false, "error": null, "analysis": [], "domains": []}', 'a run that has not begun has a report'
);
select lockstep.fail_run(:run, 'LSC01', 'why it failed');
select is(
    lockstep.report(:run) -> 'error', '{"code": "LSC01", "message": "why it failed"}', 'a failed one says why'
);

-- behaviour: an analysis and a validation
insert into lockstep_state.run (kind, status, entities) values ('analyze', 'completed', '{offices}') returning id as run \gset
insert into lockstep_state.analysis (run, entity, facts) values (:run, 'offices', '{"source_rows": "3"}');
select is(lockstep.report(:run) -> 'analysis', '[{"entity": "offices", "facts": {"source_rows": "3"}}]', 'the facts of an analysis');
insert into lockstep_state.run (kind, status, entities) values ('validate', 'completed', '{offices}') returning id as run \gset
insert into lockstep_state.finding (run, key, "check", level, entity, detail, rows, example_keys)
values
    (:run, 'b:offices', 'b', 'warning', 'offices', 'what is odd', null, '[]'),
    (:run, 'a:offices', 'a', 'error', 'offices', 'what is wrong', 7, '[["1"]]');
select is(
    lockstep.report(:run) -> 'findings',
    '[{"key": "a:offices", "check": "a", "level": "error", "entity": "offices", "detail": "what is wrong", "remedy": null, "rows": "7", "example_keys": [["1"]]},
      {"key": "b:offices", "check": "b", "level": "warning", "entity": "offices", "detail": "what is odd", "remedy": null}]',
    'the findings of a validation, the worst first, with the rows that they are about'
);
insert into lockstep_state.muted_finding (key, reason) values ('a:offices', 'known');
select is(jsonb_array_length(lockstep.report(:run) -> 'findings'), 1, 'but for those that are muted');
select is(lockstep.report(:run) -> 'analysis', '[]', 'a validation analyses nothing');

-- refusals
select throws_ok('select lockstep.report(-1)', 'LSJ05', 'run -1 does not exist', 'refuses a run that does not exist');

select * from finish();
rollback;
