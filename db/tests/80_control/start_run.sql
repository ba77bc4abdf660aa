begin;
select plan(35);

-- refusals: nothing to run
select throws_ok($$select lockstep.start_run('sync')$$, 'LSJ02', 'no entity is defined', 'refuses to run without entities');
select throws_ok($$select lockstep.start_run('sync', '{nope}')$$, 'LSE01', 'entity ''nope'' is not defined', 'or with an unknown one');

-- given: doctors refer to offices; visits stand alone. All defined long before any run
insert into far.office select i, 'office ' || i, null from generate_series(1, 9) as i;
insert into far.doctor (id, office_id, name) values (1, 1, 'x');
insert into far.visit (id, note) values (1, 'x');
select near.define_doctors();

-- refusals
select throws_ok($$select lockstep.start_run('sync')$$, 'LSJ03',
    'entities refer to entities that are not defined: ''doctors'' refers to ''offices''', 'refuses an incomplete entity');
select near.define_offices();
select near.define_visits();
update lockstep_state.entity set defined_at = now() - interval '1 day';
select throws_ok(
    format('select lockstep.start_run(%L, null, false, %L)', t.kind, t.options), 'LSJ01',
    format('a run cannot be started: %s', t.problem), format('refuses when %s', t.problem)
)
from (values
    ('repair', '{}', 'kind ''repair'' is none of sync, compare, detect, analyze, validate, adopt'),
    (null, '{}', 'kind NULL is none of sync, compare, detect, analyze, validate, adopt'),
    ('sync', '{"speed": 9, "alow_deletes": true}', 'unknown option alow_deletes, speed'),
    ('sync', '{"batch_rows": 0}', 'batch_rows must be between 1 and 1000000'),
    ('sync', '{"batch_rows": "many"}', 'batch_rows must be between 1 and 1000000'),
    ('sync', '{"batch_rows": null}', 'batch_rows must be between 1 and 1000000'),
    ('sync', '{"allow_deletes": "yes"}', 'allow_deletes must be true or false'),
    ('sync', '{"max_delete_ratio": 1.1}', 'max_delete_ratio must be between 0 and 1'),
    ('sync', '{"max_delete_ratio": "0.5"}', 'max_delete_ratio must be between 0 and 1'),
    ('sync', '{"since": "2024-01-01"}', 'since is for detect only'),
    ('detect', '{"since": "yesterday-ish"}', 'since ''yesterday-ish'' is no point in time'),
    ('sync', '{"deletes": "no"}', 'deletes must be true or false'),
    ('compare', '{"deletes": false}', 'deletes is for sync only'),
    ('sync', '{"fast_first_load": "yes"}', 'fast_first_load must be true or false'),
    ('compare', '{"fast_first_load": true}', 'fast_first_load is for sync only')
) as t (kind, options, problem);
select is_empty('select from lockstep.runs', 'a refusal leaves no run behind');

-- behaviour: what a run is about
select lockstep.start_run('compare');
select results_eq(
    $$select kind, status, is_dry, entities, created_by = current_user from lockstep.runs$$,
    $$values ('compare', 'pending', false, '{doctors,offices,visits}'::text[], true)$$,
    'all entities by default'
);
select results_eq(
    format('select entities from lockstep.runs where id = %s', lockstep.start_run('compare', '{doctors}')),
    $$values ('{doctors}'::text[])$$,
    'or those that are named'
);
select lockstep.start_run('sync', '{doctors}') as run \gset
select results_eq(
    format('select entities from lockstep.runs where id = %s', :run), $$values ('{doctors,offices}'::text[])$$,
    'a sync takes along what they refer to'
);
select results_eq(
    format('select entity, level from lockstep.run_entities where run = %s order by 2', :run),
    $$values ('offices', 0), ('doctors', 1)$$,
    'in their order'
);

-- behaviour: a sync that did not end
select is(lockstep.start_run('sync', '{doctors}'), :run::bigint, 'the same call takes an unfinished sync up again');
select is(lockstep.start_run('sync', '{offices,doctors}'), :run::bigint, 'however its entities are named');
select lockstep.start_run('sync', '{doctors}', false, '{"allow_deletes": true}');
select is((select r.options from lockstep.runs as r where r.id = :run), '{"allow_deletes": true}', 'with what it is allowed now');
select throws_like(
    $$select lockstep.start_run('sync', '{offices}')$$,
    format('run %s of %s works on the same entities: pending, last sign of life _ s ago', :run, current_user),
    'refuses another sync of some of its entities'
);
select throws_ok($$select lockstep.start_run('sync')$$, 'LSJ04', null, 'or of more');
select lives_ok($$select lockstep.start_run('sync', '{visits}')$$, 'while others can be synced');
select lives_ok($$select lockstep.start_run('sync', '{offices}', true)$$, 'a dry run is in nobody''s way');
select lives_ok($$select lockstep.start_run('detect', '{offices}')$$, 'nor is one that only looks');
select lockstep.cancel_run(:run);
select lives_ok($$select lockstep.start_run('sync', '{offices}')$$, 'a cancelled run holds nothing');

-- behaviour: a run that died
update lockstep_state.run set created_at = now() - interval '2 min', heartbeat_at = now() - interval '61 s'
where id = near.last_run();
select near.last_run() as dead \gset
select lives_ok($$select lockstep.start_run('sync', '{doctors}')$$, 'nor does one that gave no sign of life for a minute');
select is((select r.status from lockstep.runs as r where r.id = :dead), 'cancelled', 'which is ended');

-- behaviour: entities that were defined anew
select near.last_run() as old \gset
update lockstep_state.entity set defined_at = clock_timestamp() where name = 'offices';
select isnt(lockstep.start_run('sync', '{doctors}'), :old::bigint, 'a mapping that changed starts a new run');

select * from finish();
rollback;
