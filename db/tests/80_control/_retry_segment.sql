-- Rows whose values become free by the deletes of the same run.
begin;
select plan(5);

-- given: two entities with a unique value each, of a row that goes and of one that comes
alter table near.offices add unique (name);
alter table near.visits add unique (note);
insert into far.office values (1, 'same', null);
insert into far.visit (id, note) values (1, 'same');
select near.define_offices();
select near.define_visits();
select near.go();
delete from far.office;
delete from far.visit;
insert into far.office values (2, 'same', null);
insert into far.visit (id, note) values (2, 'same');

-- behaviour
create temp table step (n integer generated always as identity, status text, segments bigint);
select lockstep.start_run('sync', options => '{"allow_deletes": true}') as run \gset
do $do$
declare
    v_run    bigint := near.last_run();
    v_before bigint;
    v_status text;
begin
    loop
        select count(*) into v_before from lockstep_state.segment as s where s.run = v_run and s.written > 0;
        v_status := (select s.status from lockstep.step(v_run) as s);
        insert into step (status, segments)
        select v_status, count(*) - v_before from lockstep_state.segment as s where s.run = v_run and s.written > 0;
        exit when v_status <> 'worked';
    end loop;
end;
$do$;
select is((select s.status from step as s order by s.n desc limit 1), 'completed', 'the run comes to its end');
select results_eq(
    $$select 'offices', count(*) from near.offices as o join lockstep_ledger.offices as l on l.target_key = o.id where l.source_key = 2
    union all select 'visits', count(*) from near.visits as v where v.id = 2$$,
    $$values ('offices', 1::bigint), ('visits', 1)$$, 'what was refused at first is written once its value is free'
);
select is(
    (select count(*) from lockstep_state.segment as s where s.run = :run and s.kind = 'retry' and s.written = 1 and s.rejected = -1), 2::bigint,
    'a row that heals counts as written, and no longer as refused'
);
select is_empty('select from lockstep_state.reject where closed_at is null', 'nothing is refused any more');
select is((select max(s.segments) from step as s), 1::bigint, 'no step writes for two segments');

select * from finish();
rollback;
