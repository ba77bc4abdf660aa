-- A detect of what changed lately looks at the rows whose watermark says so.
begin;
select plan(7);

-- given: ten rows of January, synced; then changes of which one does not move the watermark
insert into far.visit (id, note, changed_at) select i, 'visit ' || i, timestamptz '2024-01-01 00:00+00' from generate_series(1, 10) as i;
select near.define_visits(batch_rows => 3);
select near.go();
update far.visit set note = 'changed', changed_at = '2024-02-01 00:00+00' where id = 1;
update far.visit set note = 'changed' where id = 2;
update far.visit set changed_at = '2024-02-01 00:00+00' where id = 3;
insert into far.visit values (11, 1, 'new', '2024-02-02 00:00+00');
delete from far.visit where id = 10;
update near.visits set note = 'touched' where id = 4;

-- behaviour
select near.go('detect', options => '{"since": "2024-02-01 00:00+00"}');
select results_eq(
    'select d.source_key ->> 0, d.state from lockstep.differences as d where d.run = near.last_run() order by 1',
    $$values ('1', 'update'), ('11', 'insert'), ('3', 'update')$$,
    'finds what the watermark shows, and only that'
);
select is(
    (select sum(s.source_rows) from lockstep_state.segment as s where s.run = near.last_run()), 3::numeric, 'reads only those rows'
);
set local timezone = 'Asia/Tokyo';
select near.go('detect', options => '{"since": "2024-02-01 09:00"}');
select is(
    (select count(*) from lockstep.differences as d where d.run = near.last_run()), 3::bigint, 'a time is one of the caller''s zone'
);
reset timezone;
select near.go('detect', options => '{"since": "infinity"}');
select is_empty(
    'select from lockstep.differences as d where d.run = near.last_run()', 'nothing is newer than for ever'
);
select near.go('detect');
select results_eq(
    'select d.source_key ->> 0, d.state from lockstep.differences as d where d.run = near.last_run() order by 1',
    $$values ('1', 'update'), ('10', 'delete'), ('11', 'insert'), ('2', 'update'), ('3', 'update'), ('4', 'drift')$$,
    'without it everything is found'
);

-- behaviour: an entity without a watermark
insert into far.office values (1, 'one', null);
select near.define_offices();
select near.go('detect', '{offices}', options => '{"since": "2024-02-01 00:00+00"}');
select is(near.found(), 'offices: insert 1', 'an entity without a watermark is looked at as a whole');
select is_empty($$select from near.offices$$, 'nothing is written');

select * from finish();
rollback;
