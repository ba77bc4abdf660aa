begin;
select plan(25);

-- given: entities over tables that nobody ever analysed
insert into far.visit (id, doctor_id, note, changed_at)
select i, i % 7, 'visit ' || i, timestamptz '2024-01-01' + i * interval '1 hour' from generate_series(-100, 3000) as i;
insert into far.doctor (id, office_id, name, fee) select i, 1, 'doctor ' || i, i from generate_series(0, 6) as i;
select near.define_visits();
select near.define_words();
create table near.joined (id bigint primary key, note text, doctor text, fee numeric);
select lockstep.define_entity('joined',
    $$
    select v.id, v.note, d.name as doctor, d.fee
    from far.visit as v
    join far.doctor as d on d.id = v.doctor_id
    where v.id > 0
    $$,
    '{id}', 'near.joined', '{"note": "s.note", "doctor": "s.doctor", "fee": "s.fee"}');

create function pg_temp.sums_plan(entity text, condition text default 'true')
    returns text
    language sql
as $body$
    select near.plan_of(
        lockstep_private.block_sums_sql(
            lockstep_private.entity_shape(entity), row('range', condition, 'true', false, null)
        ),
        'lockstep_private.differing_blocks'
    );
$body$;

-- behaviour: the shape of the plan
select matches(
    pg_temp.sums_plan('visits'), '^Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(far\.visit\)\n[^\n]*$',
    'the source adds up a whole table'
);
select matches(
    pg_temp.sums_plan('visits', 's.id >= 1000 and s.id < 2000'),
    '^Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(far\.visit\)\n[^\n]*$', 'a range of it'
);
select matches(
    pg_temp.sums_plan('visits', 's.id >= 1000 and s.id < 1001'),
    '^Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(far\.visit\)\n[^\n]*$', 'one row of it'
);
select matches(
    pg_temp.sums_plan('joined'),
    '^Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(\(far\.visit v\) INNER JOIN \(far\.doctor d\)\)\n[^\n]*$',
    'a join of two tables with a filter'
);
select matches(
    pg_temp.sums_plan('joined', 's.id >= 1000 and s.id < 2000'),
    '^Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(\(far\.visit v\) INNER JOIN \(far\.doctor d\)\)\n[^\n]*$',
    'a range of that'
);
select matches(
    pg_temp.sums_plan('words'), '^Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(far\.word\)\n[^\n]*$',
    'and a table with a text key'
);

-- behaviour: what the sums say
select is(
    (select sum(s.rows) from near.sums('visits') as s), 3101::numeric, 'every row is in one block'
);
select results_eq(
    'select block, rows from near.sums(''visits'') where block not between 2 and 92 order by 1',
    'values (-4::bigint, 4::bigint), (-3, 32), (-2, 32), (-1, 32), (0, 32), (1, 32), (93, 25)',
    'a block is 32 consecutive keys, negative ones apart'
);
select cmp_ok(
    (select count(*) from near.sums('visits') as s), '=',
    (select count(distinct s.hash) from near.sums('visits') as s), 'blocks differ'
);
create temp table before as select * from near.sums('visits');
create function pg_temp.changed_blocks()
    returns setof bigint
    language sql
as $body$
    select s.block from near.sums('visits') as s join before as b using (block)
    where s.hash <> b.hash or s.rows <> b.rows
    order by 1;
$body$;
update far.visit as v set note = o.note from far.visit as o where v.id in (10, 11) and o.id = 21 - v.id;
select results_eq('select pg_temp.changed_blocks()', 'values (0::bigint)', 'a swap of one value between two rows of a block changes it');
update far.visit as v set note = o.note from far.visit as o where v.id in (10, 11) and o.id = 21 - v.id;
select is_empty('select pg_temp.changed_blocks()', 'swapped back it is the same');
update far.visit set note = null where id = -5;
select results_eq('select pg_temp.changed_blocks()', 'values (-1::bigint)', 'so does a null');
update before as b set hash = s.hash from near.sums('visits') as s where s.block = b.block;
update far.visit set note = '' where id = -5;
select results_eq('select pg_temp.changed_blocks()', 'values (-1::bigint)', 'and the empty string in its place');
update before as b set hash = s.hash from near.sums('visits') as s where s.block = b.block;
update far.visit set doctor_id = doctor_id + 1;
select is_empty('select pg_temp.changed_blocks()', 'a column that the entity does not use changes nothing');
update far.visit set changed_at = changed_at + interval '1 microsecond' where id = 3000;
select results_eq('select pg_temp.changed_blocks()', 'values (93::bigint)', 'a microsecond does');

-- behaviour: a value that moves to the next column
create table near.pairs (id integer primary key, one text, other text);
select lockstep.define_entity('pairs', 'far.kinds', '{id}', 'near.pairs', '{"one": "s.a_text", "other": "s.b_text"}');
insert into far.kinds (id, a_text, b_text) values (1, 'x', null);
create temp table pair_sum as select * from near.sums('pairs');
update far.kinds set a_text = null, b_text = 'x';
select isnt(
    (select s.hash from near.sums('pairs') as s), (select p.hash from pair_sum as p), 'a value that moves to the next column is seen'
);

-- behaviour: parity. The same rows, hashed there and here
insert into far.kinds (
    id, a_smallint, a_integer, a_bigint, a_numeric, a_scaled, a_real, a_double, a_boolean, a_text, b_text,
    a_varchar, a_char, a_bytea, a_uuid, a_jsonb, a_date, a_time, a_timetz, a_timestamp, a_timestamptz, an_interval, an_inet, a_cidr,
    a_macaddr, a_macaddr8, an_oid, an_int4range, an_int8range, a_numrange, a_daterange, a_tsrange, a_tstzrange, some_text, some_integers,
    some_bigints, some_numerics, some_dates, some_uuids, an_enum, a_domain, an_enum_domain, a_json, a_money, a_point, some_bits
)
values
    (11, 1, -2, 4294967296, 12.50, -0.001, 0.1, -1e-300, false, 'tëxt', '', ' varchar  ', 'ab', '\x00ff',
        'ffffffff-ffff-4fff-bfff-ffffffffffff', '{"b": {"c": [1, -1, "ü"]}, "a": null}', '2024-02-29', '23:59:59.999999', '12:00+02',
        '2024-02-29 12:00:00.000001', '2024-02-29 12:00:00.123456+00', '1 mon -2 days 3.000004 s', '10.0.0.1/8', '10.0.0.0/8',
        '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', 4294967295, '[1,5)', '[1,4294967299)', '(-0.5,]', '[2024-01-01,)',
        '(,2024-01-01]', '[2024-01-01 00:00+00,2024-02-01 00:00+00)', '{a,NULL,"x y"}', '{{1,2},{3,4}}', '{4294967296}', '{-1.50}',
        '{2024-02-29}', '{00000000-0000-4000-8000-000000000001}', 'ok', 5, 'happy', '{"b":  1}', '-12.50', '(1,2)', '101'),
    (12, -32768, -2147483648, -9223372036854775808, 'NaN', 0, 'NaN', 'NaN', true, E'\n\t\\', 'a  ', '', '', '', null, '[]', 'infinity',
        '24:00', '00:00-15', '-infinity', 'infinity', '00:00', '::1/128', '::/0', null, null, 0, 'empty', '(,)', 'empty', 'empty',
        '(,)', 'empty', '{}', '{}', '{}', '{NULL}', '{infinity}', '{}', 'sad', 1, null, 'null', '0', '(0,-0)', '000'),
    (13, 32767, 2147483647, 9223372036854775807, -1e100, 999999999.999, '-0', '-0', null, 'a', 'A', 'it''s', 'a', '\x', null, '"\u00fc"',
        '4713-01-01 BC', '00:00', '12:00', '0044-03-15 12:00 BC', '0001-01-01 00:00+00 BC', '-178000000 years', '0.0.0.0', '0.0.0.0/0',
        '00:00:00:00:00:00', null, 1, '(,5)', '[,1)', '[1,1.0]', '[2024-02-29,2024-02-29]', '[-infinity,infinity]', '(,)',
        '{{a},{b}}', '{1,2,3,4}', '{-1,4294967295}', '{NaN,0,-0.0}', '{}', '{}', 'happy', null, 'sad', '[]', '0.01', '(1e10,-1)', null),
    (14, 0, 0, 0, 0, 0.000, 'Infinity', '-Infinity', false, null, null, null, null, null, null, 'null', '-infinity', null, null, 'infinity',
        '-infinity', '1 day', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null);
create table near.kinds (id integer primary key, digest text);
select lockstep.define_entity('kinds', 'far.kinds', '{id}', 'near.kinds', jsonb_build_object('digest', (
    select format('concat_ws('','', %s)', string_agg('s.' || quote_ident(a.attname), ', '))
    from pg_attribute as a
    where a.attrelid = 'far.kinds'::regclass and a.attnum > 1
        and a.attname not in ('some_enums', 'some_bigints', 'some_numerics', 'some_bits')
)));
create temp table copy as select * from lockstep_mapping.kinds_source;
select is(
    (select count(*) from lockstep.entity_columns as c where c.entity = 'kinds' and c.side = 'source'), 44::bigint,
    'an entity may use columns of every type'
);
select matches(
    pg_temp.sums_plan('kinds'), '^Foreign Scan\n[^\n]*\n *Relations: Aggregate on \(far\.kinds\)\n[^\n]*$',
    'which the source adds up all the same'
);
select is_empty(
    $$
    select c.name
    from lockstep_state.entity_column as c
    where c.entity = 'kinds' and c.side = 'source'
        and not lockstep_private.ships_alone(lockstep_private.entity_shape('kinds'), c.*)
    $$,
    'each column of them'
);
select results_eq(
    $$select * from near.sums('kinds')$$, $$select * from near.sums('kinds', 'pg_temp.copy')$$,
    'the source computes what we compute, for the oddest values'
);
select is_empty(
    $$
    select c.name, p.differing
    from lockstep_state.entity_column as c
    cross join lateral lockstep_private.parity(
        lockstep_private.entity_shape('kinds'),
        lockstep_private.column_hash_sql(format('s.%I', c.name), c.type, c.ordinal, c.is_as_text, c.is_shippable)
    ) as p
    where c.entity = 'kinds' and c.side = 'source' and (p.differing > 0 or p.looked_at <> 5)
    $$,
    'in each column'
);
update copy set a_numeric = -a_numeric where id = 11;
select isnt(
    (select s.hash from near.sums('kinds') as s), (select s.hash from near.sums('kinds', 'pg_temp.copy') as s), 'and nothing else'
);

-- behaviour: what only we can hash
create table near.lists (id integer primary key, digest text);
select lockstep.define_entity('lists', 'far.kinds', '{id}', 'near.lists',
    '{"digest": "concat_ws('','', s.some_enums, s.some_bigints, s.some_numerics)"}');
select alike(pg_temp.sums_plan('lists'), '%Foreign Scan on far.kinds%', 'rows with an array of an enum or of bigints travel');
create temp table list_copy as select * from lockstep_mapping.lists_source;
select results_eq(
    $$select * from near.sums('lists')$$, $$select * from near.sums('lists', 'pg_temp.list_copy')$$, 'their sums are right as well'
);
update list_copy set some_bigints = '{1}' where id = 11;
select isnt(
    (select s.hash from near.sums('lists') as s), (select s.hash from near.sums('lists', 'pg_temp.list_copy') as s),
    'and changes are seen'
);

select * from finish();
rollback;
