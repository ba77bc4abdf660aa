-- The hash of a row of columns that share one array.
begin;
select plan(5);

-- given
create table near.time_of (id bigint primary key, a timestamptz, b timestamptz, c numeric, d date, e text);
create temp table moment as
select 1 as id, timestamptz '2024-01-01' as a, timestamptz '2024-01-02' as b, 1.5 as c, date '2024-01-03' as d, 'x' as e;
insert into far.visit (id, note) values (1, 'x');
select lockstep.define_entity('time_of', 'select v.id, v.changed_at as a, v.changed_at as b, 1.5 as c, null::date as d, v.note as e from far.visit as v',
    '{id}', 'near.time_of', '{"a": "s.a", "b": "s.b", "c": "s.c", "d": "s.d", "e": "s.e"}');
create function pg_temp.hash(row_sql text)
    returns bigint
    language plpgsql
as $body$
declare
    v_hash bigint;
begin
    execute format(
        'select %s from (%s) as t', lockstep_private.side_hash_sql('time_of', 'target', 0), row_sql
    )
    into v_hash;
    return v_hash;
end;
$body$;

-- behaviour
select is(
    pg_temp.hash('select * from moment'), pg_temp.hash('select * from moment'), 'equal rows hash alike'
);
select isnt(
    pg_temp.hash('select id, a, b, c, d, e from moment'), pg_temp.hash('select id, b as a, a as b, c, d, e from moment'),
    'values that changed places do not'
);
select is(
    (
        select count(distinct h.hash)
        from (values
            ('null::timestamptz as a, b, c, d'), ('a, null::timestamptz as b, c, d'), ('a, b, null::numeric as c, d'),
            ('a, b, c, null::date as d'), ('a, b, c, d'), ('a, b, 1.50 as c, d')
        ) as v (columns)
        cross join lateral (select pg_temp.hash(format('select id, %s, e from moment', v.columns)) as hash) as h
    ), 6::bigint, 'nor do rows with a NULL in different places'
);
select isnt(
    pg_temp.hash('select id, null::timestamptz as a, null::timestamptz as b, null::numeric as c, null::date as d, e from moment'), null,
    'a row of NULLs has a hash'
);
select isnt(
    pg_temp.hash('select 2 as id, a, b, c, d, e from moment'), pg_temp.hash('select * from moment'), 'nor rows of another key'
);

select * from finish();
rollback;
