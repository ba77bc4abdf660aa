begin;
select plan(3);

-- given: pages of a ledger as the server fills them
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(1, 4000) as i;
select near.define_visits();
select lockstep.drop_entity('visits');
select lockstep.define_entity('visits', 'far.visit', '{id}', 'near.offices', '{"name": "s.note"}');
select near.go();
create temp table page as
select pg_relation_size('lockstep_ledger.visits') / 8192.0 / 4000 as for_a_row;

-- behaviour
select is(lockstep_private.block_shift(0), 5, 'a block has 32 keys');
select is(
    lockstep_private.block_shift((1000000 * (select for_a_row from page))::bigint), 5, 'also of a million rows'
);
select is(
    lockstep_private.block_shift((10000000 * (select for_a_row from page))::bigint), 9, 'and more in large entities'
);

select * from finish();
rollback;
