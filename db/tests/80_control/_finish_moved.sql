begin;
select plan(3);

-- given: a run through with what moved, a reject open from before
insert into far.visit select i, 1, 'visit', timestamptz '2024-01-01 00:00+00' from generate_series(1, 5) as i;
select near.define_visits();
select near.go();
insert into lockstep_state.reject (entity, source_key, operation, reason, sqlstate, message, first_run, last_run, last_at)
select 'visits', '["9"]', 'write', 'constraint', '23514', 'x', near.last_run(), near.last_run(), now();
select lockstep.start_run('sync') as run \gset
update lockstep_state.run_entity set since = '2024-01-01 00:00+00' where run = :run;
delete from lockstep_state.segment where run = :run and kind not in ('plan', 'finish');
update lockstep_state.segment set is_done = true, source_rows = 2, written = 1 where run = :run and kind = 'plan';

-- behaviour
select is(near.finish(:run), 'completed', 'closes an entity');
select results_eq(
    'select e.source_rows, e.synced, e.rejected, e.excluded, e.extra, e.is_accounted, e.finished_at is not null from lockstep.run_entities as e where e.run = near.last_run()',
    'values (2::bigint, null::bigint, 1::bigint, null::bigint, null::bigint, null::boolean, true)', 'with what moved and what is refused, and no sum'
);
select isnt_empty($$select from lockstep_state.reject as r where r.entity = 'visits' and r.closed_at is null$$, 'a reject that was not met stays open');

select * from finish();
rollback;
