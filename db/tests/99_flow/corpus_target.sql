-- The corpus, A becomes B on the target: somebody else's doing, while the source stays as it is.
begin;
\ir ../specimen.sql
select plan(9 + 3 * (select count(distinct c.number)::integer from cell as c));

-- given: A on both sides, then B on the target
select near.go('sync', '{shipped,fetched}');
select pg_temp.put('b', k.entity) from (values ('shipped'), ('fetched')) as k (entity);
create temp table expected as
select k.entity, count(distinct c.id) as rows
from cell as c
join kind as k using ("column")
join pair as p using (number)
join verdict as v on v.name = p.verdict
where v.target
group by k.entity;

-- behaviour
select near.go('compare', '{shipped,fetched}');
select results_eq(
    $$select r.entity, r.drift, r.insert + r.update + r.conflict + r.missing + r.delete
        from lockstep.run_entities as r where r.run = near.last_run() order by 1$$,
    'select e.entity, e.rows, 0::bigint from expected as e order by 1',
    'compare counts the pairs that differ, and no other row'
);
select * from pg_temp.judge(near.go('detect', '{shipped,fetched}'), 'target', 'drift');
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
select near.go('sync', '{shipped,fetched}');
select is(
    (select sum(r.written)::bigint from lockstep.run_entities as r where r.run = near.last_run()),
    (select sum(e.rows)::bigint from expected as e), 'a sync writes them'
);
select is_empty(
    $$select * from pg_temp.unlike('case when v.target then c.a else c.b end')$$,
    'A is back where it differs'
);
select near.go('compare', '{shipped,fetched}');
select is(
    (select sum(r.update + r.drift) from lockstep.run_entities as r where r.run = near.last_run()),
    0::numeric, 'then all is in step'
);

-- behaviour: both sides change, and not alike
select pg_temp.put('b');
select pg_temp.put('b', k.entity) from (values ('shipped'), ('fetched')) as k (entity);
select near.go('sync', '{shipped,fetched}');
select is_empty($$select * from pg_temp.unlike('c.b')$$, 'what became B on both sides stays B');

select * from finish();
rollback;
