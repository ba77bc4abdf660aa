begin;
select plan(11);

-- given: 96 blocks of 32 keys, synced
insert into far.visit (id, note) select i, 'visit ' || i from generate_series(0, 3071) as i;
select near.define_visits();
select near.go();
create function pg_temp.compared(condition text default '%s')
    returns table (source_rows bigint, ledger_rows bigint, blocks bigint[])
    language sql
as $body$
    select b.source_rows, b.ledger_rows, array(select unnest(b.blocks) order by 1)
    from lockstep_private.differing_blocks(
        lockstep_private.entity_shape('visits'),
        row('range', format(condition, 'true', 's.id'), format(condition, 'true', 'l.source_key'), false, null)
    ) as b;
$body$;

-- behaviour
select results_eq(
    'select * from pg_temp.compared()', $$values (3072::bigint, 3072::bigint, '{}'::bigint[])$$, 'equal sides have no block that differs'
);
update far.visit set note = 'changed' where id in (1, 2, 2050);
select results_eq('select blocks from pg_temp.compared()', $$values ('{0,64}'::bigint[])$$, 'a change shows as its block');
update far.visit set note = 'visit ' || id;
delete from far.visit where id = 1500;
insert into far.visit (id, note) values (5000, 'new');
select results_eq(
    'select * from pg_temp.compared()', $$values (3072::bigint, 3072::bigint, '{46,156}'::bigint[])$$, 'so do a row that went and one that came'
);
select results_eq(
    $$select * from pg_temp.compared('%s and %s < 1024')$$, $$values (1024::bigint, 1024::bigint, '{}'::bigint[])$$, 'within a range only what lies in it'
);
select near.go();
select results_eq(
    'select * from pg_temp.compared()', $$values (3072::bigint, 3072::bigint, '{}'::bigint[])$$,
    'a row that was deleted on both sides does not count any more'
);
delete from far.visit;
select results_eq(
    'select source_rows, ledger_rows, blocks from pg_temp.compared()', $$values (0::bigint, 3072::bigint, array(select generate_series(0::bigint, 95)) || 156::bigint)$$,
    'an empty source differs everywhere'
);
delete from lockstep_ledger.visits;
select results_eq('select * from pg_temp.compared()', $$values (0::bigint, 0::bigint, '{}'::bigint[])$$, 'two empty sides nowhere');
insert into far.visit (id, note) values (-1, 'x');
select results_eq('select blocks from pg_temp.compared()', $$values ('{-1}'::bigint[])$$, 'a negative key has a block of its own');


-- behaviour: the whole of an entity, with its target
create function pg_temp.whole()
    returns table (blocks bigint, target_blocks bigint)
    language sql
as $body$
    select coalesce(cardinality(b.blocks), 0), cardinality(b.target_blocks)
    from lockstep_private.differing_blocks(
        lockstep_private.entity_shape('visits'), row('all', 'true', 'true', false, null)
    ) as b;
$body$;
delete from near.visits;
select near.go();
select results_eq('select * from pg_temp.whole()', 'values (0::bigint, 0::bigint)', 'in step, no block of either side differs');
update near.visits set note = 'touched' where id = -1;
select results_eq('select * from pg_temp.whole()', 'values (0::bigint, 1::bigint)', 'a touched row shows in its block of the target');
select matches(
    near.plan_of(
        lockstep_private.compared_sql(
            lockstep_private.entity_shape('visits'), row('all', 'true', 'true', false, null)
        ),
        'lockstep_private.differing_blocks'
    ),
    'Append\n +->  Async Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(far\.visit\)',
    'both servers work at the same time'
);

select * from finish();
rollback;
