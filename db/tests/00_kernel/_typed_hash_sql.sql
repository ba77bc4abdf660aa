begin;

-- given: pairs of values that must hash alike or must not
create function pg_temp.hash(value text, type text, seed text default '7::bigint')
    returns bigint
    language plpgsql
as $body$
declare
    v_hash bigint;
begin
    execute 'select ' || lockstep_private.typed_hash_sql('v.value', type, seed)
        || format(' from (select %L::%s as value) as v', value, type)
    into v_hash;
    return v_hash;
end;
$body$;

create temp table pair (
    is_alike boolean,
    type     text,
    one      text,
    other    text
);
insert into pair values
    (false, 'smallint', '1', '2'),
    (false, 'integer', '1', '-1'),
    (false, 'integer', '0', '-1'),
    (false, 'bigint', '1', '4294967296'),
    (false, 'bigint', '-1', '4294967295'),
    (false, 'bigint', '4294967298', '8589934593'),
    (false, 'bigint', '0', '-9223372036854775808'),
    (false, 'numeric', '5', '-5'),
    (false, 'numeric', '1', '10000'),
    (false, 'numeric', '0.0001', '1'),
    (false, 'numeric', 'NaN', '0'),
    (false, 'real', '1', '-1'),
    (false, 'double precision', '0', 'NaN'),
    (false, 'double precision', 'Infinity', '-Infinity'),
    (true,  'double precision', '0', '-0'),
    (false, 'boolean', 'true', 'false'),
    (false, 'text', '', ' '),
    (false, 'text', 'a', 'a '),
    (false, 'text', 'a', 'A'),
    (false, 'character varying', 'ab', 'ba'),
    (true,  'character(5)', 'a', 'a  '),
    (false, 'bytea', '\x', '\x00'),
    (false, 'uuid', '00000000-0000-0000-0000-000000000001', '00000000-0000-0001-0000-000000000000'),
    (true,  'jsonb', '{"a": 1, "b": 2}', '{"b":2,"a":1}'),
    (false, 'jsonb', '{"a": 5}', '{"a": -5}'),
    (false, 'jsonb', '[1, 2]', '[2, 1]'),
    (false, 'jsonb', '{"a": null}', '{}'),
    (false, 'jsonb', '"1"', '1'),
    (false, 'date', '2024-02-29', '2024-03-01'),
    (false, 'date', 'infinity', '-infinity'),
    (false, 'date', '0044-03-15', '0044-03-15 BC'),
    (false, 'time', '12:00:00', '12:00:00.000001'),
    (false, 'timetz', '12:00:00+00', '13:00:00+01'),
    (false, 'timestamp', '2024-01-01 00:00:00', '2024-01-01 00:00:00.000001'),
    (false, 'timestamp', 'infinity', '-infinity'),
    (true,  'timestamptz', '2024-01-01 12:00:00+00', '2024-01-01 13:00:00+01'),
    (false, 'timestamptz', '0001-01-01 00:00:00+00', '0001-01-01 00:00:00+00 BC'),
    (false, 'interval', '1 mon', '30 days'),
    (false, 'interval', '1 day', '24:00'),
    (false, 'interval', '1 day', '-1 day'),
    (false, 'inet', '10.0.0.1/8', '10.0.0.1'),
    (false, 'cidr', '10.0.0.0/8', '10.0.0.0/9'),
    (false, 'macaddr', '08:00:2b:01:02:03', '08:00:2b:01:02:04'),
    (false, 'macaddr8', '08:00:2b:01:02:03:04:05', '08:00:2b:01:02:03:04:06'),
    (false, 'oid', '1', '4294967295'),
    (false, 'int4range', '[1,5)', '(1,5)'),
    (true,  'int4range', '[1,5)', '[1,4]'),
    (false, 'int4range', 'empty', '(,)'),
    (false, 'int4range', '[1,)', '(,1)'),
    (false, 'int8range', '[1,2)', '[1,4294967299)'),
    (false, 'numrange', '[-1,1)', '[1,1]'),
    (false, 'numrange', '[-5,5)', '[-5,6)'),
    (false, 'numrange', '[2,5)', '[-2,5)'),
    (false, 'daterange', '[2024-01-01,2024-02-01)', '[2024-01-01,2024-02-02)'),
    (false, 'tsrange', '[2024-01-01,)', '[2024-01-02,)'),
    (false, 'int4multirange', '{[1,2)}', '{[1,2),[5,6)}'),
    (false, 'integer[]', '{1,2}', '{2,1}'),
    (false, 'integer[]', '{1,2}', '{{1,2}}'),
    (false, 'integer[]', '{{1,2},{3,4}}', '{{1,2,3,4}}'),
    (false, 'integer[]', '{{{1},{2}}}', '{{{1,2}}}'),
    (false, 'integer[]', '{1,2}', '[0:1]={1,2}'),
    (false, 'integer[]', '{{1,2}}', '[1:1][0:1]={{1,2}}'),
    (false, 'integer[]', '{}', '{NULL}'),
    (false, 'integer[]', '{0}', '{NULL}'),
    (false, 'bigint[]', '{1}', '{4294967296}'),
    (false, 'numeric[]', '{1}', '{-1}'),
    (false, 'text[]', '{a,b}', '{ab}'),
    (false, 'text[]', '{""}', '{NULL}'),
    (false, 'interval[]', '{"1 mon"}', '{"30 days"}'),
    (false, 'jsonb[]', '{1}', '{-1}'),
    (false, 'bit(3)', '101', '110'),
    (false, 'point', '(1,2)', '(2,1)'),
    (false, 'money', '1', '-1');

select plan(3 + (select count(*)::integer from pair));

-- behaviour
select is(
    pg_temp.hash(p.one, p.type) = pg_temp.hash(p.other, p.type),
    p.is_alike,
    format('%s: %s and %s hash %s', p.type, p.one, p.other,
        case when p.is_alike then 'alike' else 'differently' end)
)
from pair as p;

select is_empty(
    $$
    select distinct p.type from pair as p
    where p.type <> 'character(5)'
        and pg_temp.hash(p.one, p.type, '7::bigint') = pg_temp.hash(p.one, p.type, '8::bigint')
    $$,
    'another seed gives every type another hash'
);
select results_eq(
    $$
    select pg_temp.hash('1', t.type)
    from unnest('{smallint,integer,bigint}'::text[]) as t (type)
    $$,
    $$select pg_temp.hash('1', 'bigint') from generate_series(1, 3)$$,
    'integers of any width hash alike'
);
select is(pg_temp.hash('a', 'varchar(9)'), pg_temp.hash('a', 'text'), 'so do varchar and text');

select * from finish();
rollback;
