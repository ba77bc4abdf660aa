begin;
select plan(16);

-- given: two runs, one of them long ago
delete from far.doctor;
delete from far.office;
insert into far.office select g, 'office ' || g, 'town ' || g from generate_series(1, 3) as g;
select near.define_offices();
select near.go();
update far.office set town = 'moved' where id = 1;
select near.go();
create temp table old as select near.last_run() as run;
update far.office set town = 'moved on' where id = 1;
select near.go();
create temp table new as select near.last_run() as run;
update lockstep_state.run set finished_at = now() - interval '31 days' where id <= (select run from old);

-- behaviour
select is(lockstep.prunable('32 days'), 0::bigint, 'what is younger would stay');
select is(lockstep.prunable(), 1::bigint, 'what is older would go');
select is(lockstep.prune('32 days'), 0::bigint, 'what is younger stays');
select is(lockstep.prune(), 1::bigint, 'what is older than 30 days goes');
select results_eq(
    'select o.run from lockstep_state.overwritten as o', 'select run from new', 'and nothing else'
);
select is(lockstep.prune(), 0::bigint, 'once');
select is(lockstep.prunable(), 0::bigint, 'and is counted no more');
select throws_ok(
    format('select lockstep.start_undo(%s)', run), 'LSJ07', null, 'its run cannot be undone'
) from old;
select is(
    (select count(*) from lockstep_ledger.offices), 3::bigint, 'ledgers stay'
);
update lockstep_state.run set finished_at = now() - interval '31 days' where id = (select run from new);
select lockstep.start_undo(run) from new;
select is(lockstep.prune(), 0::bigint, 'the images of a run that is being undone stay');
select lockstep.cancel_run(near.last_run());
select is(lockstep.prune('0 s'), 1::bigint, 'and go when that is over');

-- refusals
select throws_ok(
    format('select lockstep.prune(%s)', a.arguments), 'LSJ10', null, 'prune(' || a.arguments || ')'
) from (values ('''-1 day'''), ('''1 day'', 0'), ('''1 day'', -5'), ('null')) as a (arguments);

select throws_ok('select lockstep.prunable(null)', 'LSJ10', null, 'prunable(null)');

select * from finish();
rollback;
