-- The corpus, A becomes B at the source: what compare and detect say, and what a sync writes.
begin;
\ir ../specimen.sql
select plan(14 + (
    select sum(3 + (c.rows > 1)::integer)::integer
    from (select c.number, count(distinct c.id) as rows from cell as c group by c.number) as c
));

-- given: A on both sides
select near.go('sync', '{shipped,fetched}');
select is_empty($$select * from pg_temp.unlike('c.a')$$, 'every value arrives as it is');
select results_eq(
    $$select r.entity, r.pushdown from lockstep.run_entities as r where r.run = near.last_run() order by 1$$,
    $$values ('fetched', 'partial'), ('shipped', 'full')$$,
    'the source adds up fingerprints of one of the entities'
);
create temp table total as select count(distinct c.id) as rows from cell as c;

-- behaviour: B at the source
select pg_temp.put('b');
create temp table expected as
select k.entity, count(distinct c.id) as rows
from cell as c
join kind as k using ("column")
join pair as p using (number)
join verdict as v on v.name = p.verdict
where v.source
group by k.entity;
select near.go('compare', '{shipped,fetched}');
select results_eq(
    $$select r.entity, r.update, r.insert + r.conflict + r.drift + r.missing + r.delete
        from lockstep.run_entities as r where r.run = near.last_run() order by 1$$,
    'select e.entity, e.rows, 0::bigint from expected as e order by 1',
    'compare counts the pairs that differ, and no other row'
);
select * from pg_temp.judge(near.go('detect', '{shipped,fetched}'), 'source', 'update');
select * from pg_temp.judge(
    near.go('compare', '{shipped,fetched}', options => '{"deep": true}'), 'deep', 'update'
);
select * from pg_temp.judge(
    near.go('compare', '{shipped,fetched}', options => '{"deep": true, "strict": true}'), 'strict', 'update'
);
select bag_eq(
    $$select d.entity, d.source_key ->> 0, d.columns from lockstep_state.difference as d
        where d.run = near.last_run()$$,
    $$select k.entity, c.id::text, array_agg(c."column" order by c."column" collate "C")
        from cell as c
        join kind as k using ("column")
        join pair as p using (number)
        where p.verdict <> 'same' and c.a is distinct from c.b
        group by k.entity, c.id$$,
    'and names the columns that differ'
);
create temp table place as
select 'shipped' as entity, t.id, t.ctid as place from near.shipped as t
union all
select 'fetched', t.id, t.ctid from near.fetched as t;
select near.go('sync', '{shipped,fetched}');
select is(
    (select sum(r.written)::bigint from lockstep.run_entities as r where r.run = near.last_run()),
    (select sum(e.rows)::bigint from expected as e), 'a sync writes them'
);
select is_empty(
    $$select * from pg_temp.unlike('case when v.source then c.b else c.a end')$$,
    'and no other: B has arrived where it differs'
);
select results_eq(
    $$
    select p.entity, count(*)
    from place as p
    left join (
        select 'shipped' as entity, t.id, t.ctid as place from near.shipped as t
        union all
        select 'fetched', t.id, t.ctid from near.fetched as t
    ) as n using (entity, id, place)
    where n.id is null
    group by p.entity
    order by 1
    $$,
    'select e.entity, e.rows from expected as e order by 1', 'other rows of the target stay where they are'
);
select near.go('compare', '{shipped,fetched}');
select is(
    (select sum(r.unchanged) from lockstep.run_entities as r where r.run = near.last_run()),
    (select 2 * t.rows from total as t)::numeric, 'then all is in step'
);

-- behaviour: rows change their values back, and nothing else does that would give their block away
delete from cell as c where c.number not in (
    select o.number from cell as o group by o.number having count(distinct o.id) > 1
);
select pg_temp.put('a');
select * from pg_temp.judge(near.go('detect', '{shipped,fetched}'), 'source', 'update');
select near.go('sync', '{shipped,fetched}');

-- behaviour: in a session of any style, also for rows of the target that were rewritten
set local timezone = 'Asia/Tokyo';
set local datestyle = 'SQL, DMY';
set local intervalstyle = 'iso_8601';
set local extra_float_digits = 0;
set local bytea_output = 'escape';
update near.shipped set id = id;
update near.fetched set id = id;
select near.go('compare', '{shipped,fetched}');
select is(
    (select sum(r.unchanged) from lockstep.run_entities as r where r.run = near.last_run()),
    (select 2 * t.rows from total as t)::numeric, 'and in a session of any style'
);
select pg_temp.define('fetched', 'a_letter');
update near.fetched set id = id;
select near.go('compare', '{fetched}');
select is(
    (select r.conflict + r.drift from lockstep.run_entities as r where r.run = near.last_run()),
    0::bigint, 'a mapping that is changed there makes no row look touched'
);

select * from finish();
rollback;
