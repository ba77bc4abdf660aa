begin;
select plan(11);

-- given
select near.define_visits();
create function pg_temp.fill(keys bigint[])
    returns void
    language sql
as $body$
    delete from far.visit;
    insert into far.visit (id) select unnest(keys);
$body$;
create function pg_temp.bounds(rows bigint)
    returns bigint[]
    language sql
as $body$
    select coalesce(array_agg(b.bound order by b.bound), '{}')
    from lockstep_private.key_extent(lockstep_private.entity_shape('visits')) as x
    cross join lateral lockstep_private.range_bounds(lockstep_private.entity_shape('visits'), rows, x.lower, x.upper) as b (bound);
$body$;
create function pg_temp.sizes(rows bigint)
    returns bigint[]
    language sql
as $body$
    select array_agg(c.rows order by r.lower nulls first)
    from (
        select unnest(null::bigint || pg_temp.bounds(rows)) as lower, unnest(pg_temp.bounds(rows) || null::bigint) as upper
    ) as r
    cross join lateral (
        select count(*) as rows from far.visit as v
        where (r.lower is null or v.id >= r.lower) and (r.upper is null or v.id < r.upper)
    ) as c;
$body$;

-- behaviour
select is(pg_temp.bounds(10), '{}', 'an empty table needs no bound');
select pg_temp.fill('{5}');
select is(pg_temp.bounds(10), '{}', 'nor does a single row');
select pg_temp.fill(array(select i from generate_series(1, 100) as i));
select is(pg_temp.sizes(10), array_fill(10::bigint, '{10}'), 'dense keys are cut evenly');
select is(pg_temp.sizes(100), '{100}', 'as many as fit stay together');
select is(pg_temp.sizes(99), '{99,1}', 'one more is a segment of its own');
select pg_temp.fill(array(select i * 1000000007 from generate_series(-50::bigint, 50) as i));
select cmp_ok((select max(s) from unnest(pg_temp.sizes(10)) as s), '<=', 20::bigint, 'sparse keys, too');
select is((select sum(s) from unnest(pg_temp.sizes(10)) as s), 101::numeric, 'and none is lost');
select matches(
    near.plan_of(
        lockstep_private.part_sizes_sql(lockstep_private.entity_shape('visits'), 3, -1000, 1000), 'lockstep_private.part_sizes'
    ),
    'Append\n +->  Async Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(far\.visit\)', 'both servers count at the same time'
);
select pg_temp.fill('{-9223372036854775808,-1,0,9223372036854775807}');
select is((select sum(s) from unnest(pg_temp.sizes(1)) as s), 4::numeric, 'the ends of bigint are no trouble');
select pg_temp.fill(array(select i from generate_series(1000000000000, 1000000000099) as i) || '{1,2000000000000000}'::bigint[]);
select cmp_ok((select max(s) from unnest(pg_temp.sizes(10)) as s), '<=', 20::bigint, 'a crowd far from the others is cut up');
select is((select sum(s) from unnest(pg_temp.sizes(10)) as s), 102::numeric, 'completely');

select * from finish();
rollback;
