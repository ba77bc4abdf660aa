-- Values of every type arrive as they are, and unchanged rows of every type stay unchanged.
begin;
select plan(18);

-- given: a target of other types than the source, with columns that it makes itself
create type near.mood as enum ('sad', 'ok', 'happy');
create domain near.label as varchar(20) check (value <> '');
create table near.kinds (
    id integer generated always as identity primary key,
    a_smallint integer,
    a_integer bigint,
    a_bigint numeric,
    a_numeric numeric,
    a_scaled numeric(12, 2),
    a_real double precision,
    a_double double precision,
    a_boolean boolean not null default true,
    a_text near.label,
    a_varchar text,
    a_char char(6),
    a_bytea bytea,
    a_uuid uuid,
    a_jsonb jsonb,
    a_date date,
    a_time time,
    a_timestamp timestamp,
    a_timestamptz timestamptz(3),
    an_interval interval,
    an_inet inet,
    an_int4range int4range,
    a_numrange numrange,
    a_tstzrange tstzrange,
    some_text text[],
    some_numerics numeric[],
    an_enum near.mood,
    some_enums near.mood[],
    a_money numeric,
    made_here text generated always as (upper(a_varchar)) stored,
    added_here timestamptz default now()
);
create index on near.kinds (a_varchar);

insert into far.kinds (
    id, a_smallint, a_integer, a_bigint, a_numeric, a_scaled, a_real, a_double, a_boolean, a_text,
    a_varchar, a_char, a_bytea, a_uuid, a_jsonb, a_date, a_time, a_timestamp, a_timestamptz, an_interval,
    an_inet, an_int4range, a_numrange, a_tstzrange, some_text, some_numerics, an_enum, some_enums, a_money
)
values
    (1, 1, 2, 4294967296, 0.10, 12.345, 0.1, 0.1, false, 'text', 'varchar', 'ab', '\x00ff', '00000000-0000-4000-8000-000000000001',
        '{"b": 1.0, "a": [null, ""]}', '2024-02-29', '23:59:59.999999', '2024-02-29 12:00:00.000001',
        '2024-02-29 12:00:00.123456+00', '1 mon -2 days 3.000004 s', '10.0.0.1/8', '[1,5)', '(0.5,]', '[2024-01-01 00:00+00,)',
        '{a,NULL,"x y"}', '{1.0,-2}', 'ok', '{sad,happy}', '12.50'),
    (2, -32768, -2147483648, -9223372036854775808, 'NaN', -0.005, 'NaN', '-0', true, null,
        '', '', '', null, '[]', 'infinity', '00:00', '-infinity',
        'infinity', '00:00', '::1', 'empty', '(,)', 'empty',
        '{}', '{NULL}', null, '{}', '-0.01'),
    (3, null, null, null, null, null, null, null, true, null, null, null, null, null, 'null', '0044-03-15 BC', null,
        '0044-03-15 12:00 BC', '0001-01-01 00:00+00 BC', null, null, null, null, null, '{{a},{b}}', null, null, null, null);
select lockstep.define_entity('kinds', 'far.kinds', '{id}', 'near.kinds',
    (
        select jsonb_object_agg(a.attname, case a.attname
            when 'some_enums' then 's.some_enums::near.mood[]'
            when 'a_money' then 's.a_money::money::numeric'
            else 's.' || quote_ident(a.attname)
        end)
        from pg_attribute as a
        where a.attrelid = 'near.kinds'::regclass and a.attnum > 1 and a.attname not in ('made_here', 'added_here')
    ));

-- behaviour
select near.go('analyze');
select is(
    (select jsonb_build_array(a.state, a.gaps, a.refusals) from lockstep.analysis(near.last_run()) as a),
    '["missing", 3, []]', 'an analysis foresees that nothing is refused'
);
select near.go();
select is(near.account(), 'kinds: 3 = 3 synced + 0 rejected + 0 excluded', 'rows of every type are written');
select is(
    (select r.pushdown from lockstep.run_entities as r where r.run = near.last_run()), 'partial',
    'an array of an enum of the source is hashed here'
);
select results_eq(
    $$select row(id, a_smallint, a_integer, a_bigint, a_numeric, a_real, a_double, a_boolean, a_varchar, a_char, a_bytea, a_uuid,
        a_jsonb, a_date, a_time, a_timestamp, an_interval, an_inet, an_int4range, a_numrange, a_tstzrange, some_text, some_numerics,
        an_enum, some_enums)::text from near.kinds order by id$$,
    $$select row(id, a_smallint, a_integer, a_bigint, a_numeric, a_real::float8, a_double, a_boolean, a_varchar, a_char, a_bytea, a_uuid,
        a_jsonb, a_date, a_time, a_timestamp, an_interval, an_inet, an_int4range, a_numrange, a_tstzrange, some_text, some_numerics,
        an_enum, some_enums)::text from far.kinds order by id$$,
    'every value arrives as it is'
);
select results_eq(
    'select a_scaled, a_timestamptz, a_text::text from near.kinds order by id',
    $$
    values (12.35::numeric, '2024-02-29 12:00:00.123+00'::timestamptz, 'text'), (-0.01, 'infinity', null),
        (null, '0001-01-01 00:00+00 BC', null)
    $$,
    'or as the column of the target has it'
);
select results_eq(
    'select made_here from near.kinds order by id', $$values ('VARCHAR'), (''), (null)$$, 'generated columns are made by the target'
);
select is_empty('select id from near.kinds where added_here is null', 'and so are columns that nobody maps');
create temp table places as select k.ctid as place, k.* from near.kinds as k;
select near.go();
select is(near.found(), 'kinds: unchanged 3', 'a second sync has nothing to do, though the target rounds');
select results_eq('select k.ctid as place, k.* from near.kinds as k order by id', 'select * from places order by id', 'and writes nothing');
set local timezone = 'Asia/Tokyo';
set local datestyle = 'SQL, DMY';
set local intervalstyle = 'iso_8601';
set local extra_float_digits = 0;
set local bytea_output = 'escape';
select near.go('compare');
select is(near.found(), 'kinds: unchanged 3', 'in a session of any style');
select setval('near.kinds_id_seq', 3);
select is_empty($$select v from lockstep.verify('kinds') as v where v ~ '^not ok'$$, 'and a validation agrees');
reset timezone;
reset datestyle;
reset intervalstyle;
reset extra_float_digits;
reset bytea_output;

-- behaviour: the smallest change of each type
create temp table change (name text, value text);
insert into change values
    ('a_smallint', '2'), ('a_integer', '3'), ('a_bigint', '1'), ('a_numeric', '-0.10'), ('a_scaled', '12.344'),
    ('a_real', '0.10000002'), ('a_double', '0.10000000000000002'), ('a_boolean', 'true'), ('a_text', 'text '),
    ('a_varchar', 'Varchar'), ('a_char', 'ba'), ('a_bytea', '\x00ff00'), ('a_uuid', '00000000-0000-4001-8000-000000000001'),
    ('a_jsonb', '{"b": 1, "a": [null, null]}'), ('a_date', '2024-02-28'), ('a_time', '23:59:59.999998'),
    ('a_timestamp', '2024-02-29 12:00:00'), ('a_timestamptz', '2024-02-29 12:00:00.123457+00'),
    ('an_interval', '28 days 3.000004 s'), ('an_inet', '10.0.0.1'), ('an_int4range', '[1,5]'), ('a_numrange', '(-0.5,]'),
    ('a_tstzrange', '[2024-01-01 00:00:00.000001+00,)'), ('some_text', '{a,"","x y"}'), ('some_numerics', '{1.0,2}'),
    ('an_enum', 'sad'), ('some_enums', '{happy,sad}'), ('a_money', '-12.50');
-- the join with a local table keeps the statement here, which enums of the source need
create temp table one as select 1 as id;
create function pg_temp.put(name text, value text)
    returns numeric
    language plpgsql
as $body$
begin
    execute format(
        'update far.kinds as k set %I = %L::%s from one where one.id = k.id', name, value,
        (
            select format_type(a.atttypid, a.atttypmod)
            from pg_attribute as a where a.attrelid = 'far.kinds'::regclass and a.attname = put.name
        )
    );
    return (select sum(s.hash) from near.sums('kinds') as s);
end;
$body$;
create function pg_temp.value_of(name text)
    returns text
    language plpgsql
as $body$
declare
    v_value text;
begin
    execute format('select k.%I::text from far.kinds as k where k.id = 1', name) into v_value;
    return v_value;
end;
$body$;
create temp table untouched as
select sum(s.hash) as hash from near.sums('kinds') as s;
create temp table outcome as
select
    c.name,
    pg_temp.put(c.name, c.value) as changed,
    pg_temp.put(c.name, null) as emptied,
    pg_temp.put(c.name, c.before) as restored
from (select c.*, pg_temp.value_of(c.name) as before from change as c) as c;
select is_empty(
    $$select o.name from outcome as o join untouched as u on u.hash = o.changed$$,
    'the smallest change of one value of any type changes the fingerprint'
);
select is_empty(
    $$select o.name from outcome as o join untouched as u on o.emptied in (u.hash, o.changed)$$,
    'so does one that becomes null'
);
select is_empty(
    $$select o.name from outcome as o join untouched as u on u.hash <> o.restored$$,
    'one that is changed back is no change'
);
select pg_temp.put(c.name, c.value) from change as c;
select near.go();
select is(near.found(), 'kinds: update 1, unchanged 2, written 1', 'all of them together are written');

-- behaviour: what does not matter
update far.kinds set a_jsonb = '{"a": [null, null], "b": 1}', an_oid = 1, b_text = 'not mapped' where id = 1;
select near.go('compare');
select is(near.found(), 'kinds: unchanged 3', 'columns that are not mapped do not matter, nor does the order of keys');
update near.kinds set added_here = '2000-01-01';
select near.go('compare');
select is(near.found(), 'kinds: unchanged 3', 'on the target neither');
update near.kinds set a_jsonb = '{"changed": -1}' where id = 2;
select near.go('compare');
select is(near.found(), 'kinds: drift 1, unchanged 2', 'drift of a mapped column does');

select * from finish();
rollback;
