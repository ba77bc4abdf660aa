begin;
select plan(10);

-- given
create function pg_temp.derived(
    keys      text[],
    key_types text[] default '{bigint}',
    entity    text default 'offices',
    salt      text default 'salt'
)
    returns uuid
    language plpgsql
as $body$
declare
    v_key uuid;
begin
    execute 'select ' || lockstep_private.derived_key_sql(
        entity,
        array(
            select format('%L::%s', k.value, k.type)
            from unnest(keys, key_types) with ordinality as k (value, type, ordinal)
            order by k.ordinal
        ),
        key_types
    )
    into v_key
    using null, null, salt;
    return v_key;
end;
$body$;

create temp table number as
select n.id
from unnest('{-9223372036854775808,-140737488355329,-140737488355328,-4294967296,-65537,-1,0,1,2,255,
    256,65536,4294967295,4294967296,140737488355327,140737488355328,9223372036854775807}'::bigint[]) as n (id);

-- behaviour
select is(pg_temp.derived('{1}'), pg_temp.derived('{1}'), 'a key is the same whenever it is derived');
select is(
    array[
        pg_temp.derived('{1}'), pg_temp.derived('{-7}', '{integer}'),
        pg_temp.derived('{9223372036854775807}'), pg_temp.derived('{a,2}', '{text,bigint}')
    ],
    '{80000000-0001-815b-8669-64641e5abd96,7fffffff-fff9-890d-8572-2de7dfa1aa03,85c23285-9476-89b6-8265-749472ca7750,d13bd640-f280-8706-8bc9-eca488859015}',
    'and in each version of lockstep'
);
select is_empty(
    $$
    select n.id from number as n
    where pg_temp.derived(array[n.id::text])::text !~ '^.{14}8.{4}[89ab]'
    $$,
    'is a UUID of version 8 and variant 10 (RFC 9562)'
);
select results_eq(
    $$
    select n.id from number as n
    where n.id between -140737488355328 and 140737488355327
    order by pg_temp.derived(array[n.id::text])
    $$,
    $$
    select n.id from number as n
    where n.id between -140737488355328 and 140737488355327
    order by n.id
    $$,
    'integer keys of 48 bits keep their order, negative ones and zero included'
);
select is(
    (select count(distinct pg_temp.derived(array[n.id::text])) from number as n),
    (select count(*) from number as n),
    'and all keys differ'
);
select is_empty(
    $$
    select n.id from number as n
    where n.id between -32768 and 32767
        and pg_temp.derived(array[n.id::text], '{smallint}') <> pg_temp.derived(array[n.id::text])
    $$,
    'a key column may become wider at the source'
);
select isnt(pg_temp.derived('{1}'), pg_temp.derived('{1}', entity => 'doctors'), 'entities do not share keys');
select isnt(pg_temp.derived('{1}'), pg_temp.derived('{1}', salt => 'other'), 'nor do installations');
select isnt(
    pg_temp.derived('{a,bc}', '{text,text}'),
    pg_temp.derived('{ab,c}', '{text,text}'),
    'columns of a composite key do not run together'
);
select matches(
    pg_temp.derived(array['it''s " \ ü', ''], '{text,text}')::text,
    '^.{14}8.{4}[89ab]',
    'text keys of any content will do'
);

select * from finish();
rollback;
