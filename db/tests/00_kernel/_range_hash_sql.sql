begin;

-- given
create function pg_temp.hash(value text, type text)
    returns bigint
    language plpgsql
as $body$
declare
    v_hash bigint;
begin
    execute 'select ' || lockstep_private.range_hash_sql('v.value', type, '7::bigint')
        || format(' from (select %L::%s as value) as v', value, type)
    into v_hash;
    return v_hash;
end;
$body$;
create temp table pair (type text, one text, other text);
insert into pair values
    ('int8range', '[1,2)', '[1,4294967299)'),
    ('int8range', '[1,2)', '[4294967297,4294967298)'),
    ('int8range', '[1,)', '(,1)'),
    ('int8range', 'empty', '(,)'),
    ('numrange', '[-5,5]', '[5,5]'),
    ('numrange', '[1,2)', '[1,2]'),
    ('numrange', '(1,2)', '[1,2)'),
    ('numrange', '[-2,-1)', '[1,2)'),
    ('tsrange', '[2024-01-01,2024-01-02)', '[2024-01-01,2024-01-02 00:00:00.000001)'),
    ('tsrange', '[-infinity,)', '(,)'),
    ('tstzrange', '[2024-01-01 00:00+00,)', '[2024-01-01 00:00+01,)');

select plan(1 + (select count(*)::integer from pair));

-- behaviour
select isnt(pg_temp.hash(p.one, p.type), pg_temp.hash(p.other, p.type), format('%s: %s and %s differ', p.type, p.one, p.other))
from pair as p;
select is(
    pg_temp.hash('[2024-01-01 00:00+00,)', 'tstzrange'), pg_temp.hash('[2024-01-01 01:00+01,)', 'tstzrange'), 'equal ranges hash alike'
);

select * from finish();
rollback;
