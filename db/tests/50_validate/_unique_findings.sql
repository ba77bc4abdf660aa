-- Unique indexes that cannot be trusted. An index on a partitioned table alone is not valid.
begin;
select plan(5);

-- given
insert into far.visit select g, null, case when g > 2 then 'note ' || g % 3 end
from generate_series(1, 8) as g;
create table near.calls (id bigint, note text not null, primary key (id, note)) partition by list (note);
create table near.calls_all partition of near.calls default;
select lockstep.define_entity('calls', 'far.visit', '{id}', 'near.calls',
    '{"id": "s.id", "note": "coalesce(s.note, '''')"}');
select near.go();
select is(near.account(), 'calls: 8 = 8 synced + 0 rejected + 0 excluded', 'all rows stand');

-- behaviour
select is_empty($$select * from near.findings('calls', 'unique')$$, 'the primary key holds');
create unique index once on only near.calls (note);
select results_eq(
    $$select * from near.findings('calls', 'unique')$$,
    $$values ('error', 'unique:calls:once', 8::bigint, '[["1"], ["2"], ["3"], ["4"], ["5"]]'::jsonb),
        ('error', 'unique:calls:once:index', null, '[]')$$,
    'an index that is not valid guards nothing, and rows come twice'
);
drop index near.once;
create unique index once on only near.calls (note, (id % 1)) where id > 5;
select results_eq(
    $$select level, key, rows from near.findings('calls', 'unique')$$,
    $$values ('error', 'unique:calls:once:index', null::bigint)$$,
    'an expression and a condition are kept: of ids 6 to 8 none is like another'
);
select is(
    (select f.remedy from lockstep_private.unique_findings(lockstep_private.entity_shape('calls')) as f),
    'reindex index concurrently near.once;',
    'the remedy is the statement'
);
select * from finish();
rollback;
