-- Totals of columns on both sides.
begin;
select plan(12);

-- given: one column of each kind
insert into far.kinds (id, a_bigint, a_numeric, a_money, a_double, a_boolean, a_text, a_date, a_timestamptz, a_bytea)
select g, g * 10000000000, g / 3.0, g * 0.01, g / 7.0, g % 2 = 0, 'text ' || g, date '2000-01-01' + g,
    timestamptz '2020-01-01 00:00+00' + g * interval '1 microsecond', '\x00'
from generate_series(1, 9) as g;
insert into far.kinds (id) values (10);
create table near.sorts (
    id integer primary key, a_bigint bigint, a_numeric numeric, a_money money, a_double double precision,
    a_boolean boolean, a_text text, a_date date, a_timestamptz timestamptz, a_bytea bytea
);
select lockstep.define_entity('sorts', 'far.kinds', '{id}', 'near.sorts', '{
    "a_bigint": "s.a_bigint", "a_numeric": "s.a_numeric", "a_money": "s.a_money::text::money",
    "a_double": "s.a_double", "a_boolean": "s.a_boolean", "a_text": "s.a_text", "a_date": "s.a_date",
    "a_timestamptz": "s.a_timestamptz", "a_bytea": "s.a_bytea"
}');
select near.go();

-- behaviour
select is_empty($$select * from lockstep.column_totals('sorts') where differs$$, 'all add up to the same');
select is_empty($$select * from near.findings('sorts', 'total')$$, 'so there is nothing to say');
select results_eq(
    $$select measure, source, target from lockstep.column_totals('sorts') where "column" = 'a_money'$$,
    $$values ('nulls', '1', '1'), ('sum', '0.45', '0.45'), ('min', '0.01', '0.01'), ('max', '0.09', '0.09')$$,
    'money to the cent'
);
select results_eq(
    $$select measure, target from lockstep.column_totals('sorts') where "column" = 'a_timestamptz'$$,
    $$values ('nulls', '1'), ('min', '2020-01-01 00:00:00.000001+00'), ('max', '2020-01-01 00:00:00.000009+00')$$,
    'times to the microsecond'
);
update near.sorts set a_timestamptz = a_timestamptz + interval '1 microsecond' where id = 9;
select results_eq(
    $$select * from near.findings('sorts', 'total')$$,
    $$values ('error', 'total:sorts:a_timestamptz', null::bigint, '[]'::jsonb)$$,
    'a microsecond is a difference'
);
select results_eq(
    $$select level from near.findings('sorts', 'total', 90)$$,
    $$values ('warning')$$,
    'tolerated as far as the rows that are known to differ are'
);
update near.sorts
set a_timestamptz = a_timestamptz - interval '1 microsecond',
    a_numeric = a_numeric + 0.00000000000000000001
where id = 9;
select results_eq(
    $$select "column", measure from lockstep.column_totals('sorts') where differs$$,
    $$values ('a_numeric', 'sum'), ('a_numeric', 'max')$$,
    'so is the last digit of a number'
);
update near.sorts set a_numeric = a_numeric - 0.00000000000000000001, a_text = null, a_boolean = null where id = 8;
update near.sorts set a_numeric = a_numeric - 0.00000000000000000001 where id = 9;
update near.sorts set a_numeric = a_numeric + 0.00000000000000000001 where id = 8;
select results_eq(
    $$select "column", measure from lockstep.column_totals('sorts') where differs$$,
    $$values ('a_boolean', 'nulls'), ('a_boolean', 'true'), ('a_text', 'nulls'), ('a_text', 'length')$$,
    'NULLs, truths and lengths'
);

-- behaviour: rows that were refused are in neither sum
update near.sorts set a_text = 'text 8', a_boolean = true where id = 8;
alter table near.sorts add check (a_bigint < 100000000000);
insert into far.kinds (id, a_bigint) values (11, 200000000000);
select near.go();
select is(near.account(), 'sorts: 11 = 10 synced + 1 rejected + 0 excluded', 'one row is refused');
select is_empty($$select * from lockstep.column_totals('sorts') where differs$$, 'both sides add up the same rows');

-- behaviour: rows that were kept when their source row went
insert into far.office select g, 'office ' || g, 'town' from generate_series(1, 9) as g;
select near.define_offices(on_delete => 'keep');
select near.go('sync', '{offices}');
delete from far.office where id = 4;
select near.go('sync', '{offices}');
select is((select count(*) from near.offices), 9::bigint, 'a row that is kept stands on the target alone');
select is_empty($$select v from lockstep.verify('offices') as v where v ~ '^(not ok|# \w+: .* not lockstep)'$$, 'and is nobody''s fault');

select * from finish();
rollback;
