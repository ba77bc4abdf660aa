begin;
select plan(5);

-- given
select near.define_offices();
select lockstep.start_run('sync') as run \gset

-- behaviour
select lockstep.note_run(:run, 'warning', 'the source does not answer', '{"code": "08001"}');
select results_eq(
    'select run, kind, entity, level, message, detail from lockstep.logs order by id desc limit 1',
    format($$values (%s::bigint, 'sync', null::text, 'warning', 'the source does not answer', '{"code": "08001"}'::jsonb)$$, :run),
    'adds an entry to the log of a run'
);
select lockstep.note_run(:run, 'info', 'it does', null);
select is((select l.detail from lockstep.logs as l order by l.id desc limit 1), '{}', 'without details, if there are none');

-- refusals
select throws_ok($$select lockstep.note_run(-1, 'info', 'x')$$, 'LSJ05', 'run -1 does not exist', 'refuses a run that does not exist');
select throws_ok(
    format($$select lockstep.note_run(%s, 'loud', 'x')$$, :run), 'LSK30', '''loud'' is no level of the log', 'refuses a level that does not exist'
);
select throws_ok(format($$select lockstep.note_run(%s, null, 'x')$$, :run), 'LSK30', null, 'or none');

select * from finish();
rollback;
