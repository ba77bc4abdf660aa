begin;
select plan(5);

create function pg_temp.extra()
    returns bigint
    language sql
    return lockstep_private.count_extra(lockstep_private.entity_shape('visits'));

insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 50) as i;
insert into near.visits values (1001, 'ours');
select near.define_visits();

select is(pg_temp.extra(), 1::bigint, 'before the first sync, all rows are others');
select near.go();
select is(pg_temp.extra(), 1::bigint, 'then those that it did not write');
delete from near.visits where id = 1001;
select is(pg_temp.extra(), 0::bigint, 'none');
delete from near.visits where id = 7;
insert into near.visits values (1002, 'ours');
select is(pg_temp.extra(), 1::bigint, 'one that came for one that went');
select near.go();
select is((select e.extra from lockstep.run_entities as e where e.run = near.last_run()), 1::bigint, 'a run says the same');

select * from finish();
rollback;
