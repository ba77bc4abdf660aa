begin;
select plan(8);

-- given: one value, hashed as a column of a fingerprint
create type near.couple as (a text, b text);
create function pg_temp.hash(
    value        text,
    type         text,
    ordinal      integer default 1,
    is_as_text   boolean default false,
    is_shippable boolean default true
)
    returns bigint
    language plpgsql
as $body$
declare
    v_hash bigint;
begin
    execute 'select ' || lockstep_private.column_hash_sql('v.value', type, ordinal, is_as_text, is_shippable)
        || format(' from (select %L::%s as value) as v', value, type)
    into v_hash;
    return v_hash;
end;
$body$;

-- behaviour
select isnt(pg_temp.hash(null, 'text'), null, 'null has a hash');
select is_empty(
    $$
    select t.type, t.value, o.ordinal
    from (values
        ('text', ''), ('integer', '0'), ('bigint', '0'), ('numeric', '0'), ('numeric', 'NaN'),
        ('real', '0'), ('double precision', '0'), ('boolean', 'false'), ('jsonb', 'null'),
        ('integer[]', '{}'), ('text[]', '{NULL}'), ('bytea', ''), ('int4range', 'empty'),
        ('interval', '0'), ('timestamp', '2000-01-01'), ('date', '2000-01-01'),
        ('uuid', '00000000-0000-0000-0000-000000000000')
    ) as t (type, value)
    cross join generate_series(1, 40) as o (ordinal)
    where pg_temp.hash(t.value, t.type, o.ordinal) = pg_temp.hash(null, t.type, o.ordinal)
    $$,
    'no zero, empty or special value hashes like null, in any column'
);
select is_empty(
    $$
    select t.type, count(distinct pg_temp.hash(t.value, t.type, o.ordinal))
    from (values ('text', 'a'), ('numeric', '0'), ('double precision', '0'), ('numeric', 'NaN')) as t (type, value)
    cross join generate_series(1, 40) as o (ordinal)
    group by t.type, t.value
    having count(distinct pg_temp.hash(t.value, t.type, o.ordinal)) < 40
    $$,
    'a value hashes differently in each column'
);
select isnt(
    pg_temp.hash('0', 'double precision', 1) # pg_temp.hash('0', 'double precision', 2)
        # pg_temp.hash(null, 'double precision', 3),
    pg_temp.hash(null, 'double precision', 1) # pg_temp.hash(null, 'double precision', 2)
        # pg_temp.hash('0', 'double precision', 3),
    'zeros and nulls of several columns do not cancel out'
);
select isnt(
    pg_temp.hash('(,)', 'near.couple'), pg_temp.hash(null, 'near.couple'), 'a composite of NULLs is no NULL'
);
select is(
    pg_temp.hash('sad', 'text', 1, is_as_text => true),
    pg_temp.hash('sad', 'text', 1),
    'a column that is linked as text hashes like the text'
);
select is(
    pg_temp.hash('{sad,ok}', 'text', 1, is_as_text => true, is_shippable => false),
    pg_temp.hash('{sad,ok}', 'text', 1),
    'a column that cannot be hashed at the source has the same hash'
);
select is(
    pg_temp.hash(null, 'text', 1, is_as_text => true, is_shippable => false),
    pg_temp.hash(null, 'text', 1),
    'also for null'
);

select * from finish();
rollback;
