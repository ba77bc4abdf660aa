-- What is notified arrives with the commit: test/status.test.ts listens. Here: when it is not, and what is not said.
begin;
select plan(4);

-- given
insert into far.visit (id, note) values (1, 'hush');
select near.define_visits();
select lockstep.start_run('sync') as run \gset

-- behaviour
select lives_ok(format('select lockstep_private.notify_progress(%s, ''visits'')', :run), 'tells how far a run is');
update lockstep_state.setting set value = 'off' where name = 'progress_notify';
select lives_ok(format('select lockstep_private.notify_progress(%s)', :run), 'unless that is switched off');

-- refusals
select throws_ok(
    $$update lockstep_state.setting set value = 'maybe' where name = 'progress_notify'$$, '23514', null, 'it is on or off'
);
select lives_ok('delete from lockstep_state.setting where name = ''progress_notify''', 'or forgotten, which is off');

select * from finish();
rollback;
