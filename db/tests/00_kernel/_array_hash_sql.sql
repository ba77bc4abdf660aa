begin;
select plan(3);

-- given: an array, and where its elements stand
create function pg_temp.hash(value text, seed text default '1::bigint')
    returns bigint
    language plpgsql
as $body$
declare
    v_hash bigint;
begin
    execute 'select ' || lockstep_private.array_hash_sql('v.value', seed)
        || format(' from (select %L::integer[] as value) as v', value)
    into v_hash;
    return v_hash;
end;
$body$;

-- behaviour
select is(
    count(distinct pg_temp.hash(a.value)), count(*), 'neither shape nor numbering makes two arrays one'
)
from (values
    ('{}'), ('{1,2}'), ('{2,1}'), ('[0:1]={1,2}'), ('[2:3]={1,2}'), ('{{1,2}}'), ('{{1},{2}}'),
    ('[0:0][1:2]={{1,2}}'), ('[1:1][0:1]={{1,2}}'), ('{{{1,2}}}'), ('{{{1},{2}}}'), ('{{{1}},{{2}}}'),
    ('{{{{{{1,2}}}}}}'), ('{{{{{{1},{2}}}}}}'), ('[1:1][1:1][1:1][1:1][1:1][3:4]={{{{{{1,2}}}}}}')
) as a (value);
select is(pg_temp.hash('[1:2]={1,2}'), pg_temp.hash('{1,2}'), 'one way to write it is as good as another');
select isnt(pg_temp.hash('{}'), pg_temp.hash('{}', '2::bigint'), 'an empty array has a seed, too');

select * from finish();
rollback;
