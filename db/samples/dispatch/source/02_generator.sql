-- The dice, the volumes and the planted problems. Rows come after it, table by table, in the same
-- session: 03_problems.sql … 98_planted.sql. Two settings: sample.scale (0.02; 1 is the size of the
-- real database) and sample.seed (1). The same two give the same rows, to the microsecond: whatever
-- looks like chance is a hash of seed, column and key.

set timezone = 'UTC';

create schema sample;

-- Seed and scale become constants, so that PostgreSQL can inline the functions.
do $do$
declare
    v_scale numeric := coalesce(nullif(current_setting('sample.scale', true), ''), '0.02');
    v_seed  integer := coalesce(nullif(current_setting('sample.seed', true), ''), '1');
begin
    execute format(
        $sql$
        create function pg_temp.hash(n bigint, salt integer)
            returns bigint
            language sql
            immutable
        as $body$
            select hashint8extended(n, %1$s000000 + salt) & 16777215;
        $body$;

        create function pg_temp.scaled(real_rows numeric)
            returns integer
            language sql
            immutable
        as $body$
            select round(real_rows * %2$s)::integer;
        $body$;
        $sql$,
        v_seed, v_scale
    );
end;
$do$;

-- From 0 to sides - 1.
create function pg_temp.dice(n bigint, salt integer, sides integer)
    returns integer
    language sql
    immutable
as $body$
    select (pg_temp.hash(n, salt) % sides)::integer;
$body$;

-- From 1 to size; the first ones far more often than the last.
create function pg_temp.skewed(n bigint, salt integer, size integer)
    returns integer
    language sql
    immutable
as $body$
    select 1 + (
        (
            (pg_temp.hash(n, salt) * pg_temp.hash(n, salt) >> 24) * pg_temp.hash(n, salt) >> 24
        ) * size >> 24
    )::integer;
$body$;

-- Child i of so many has a parent of about the same age, of whom some have far more than others.
create function pg_temp.parent(i integer, children integer, salt integer, parents integer)
    returns integer
    language sql
    immutable
as $body$
    select least(
        parents,
        ((i - 1)::bigint * parents / children / 16 * 16 + pg_temp.skewed(i, salt, 16))::integer
    );
$body$;

create function pg_temp.one_of(words text[], n bigint, salt integer)
    returns text
    language sql
    immutable
as $body$
    select words[1 + pg_temp.dice(n, salt, cardinality(words))];
$body$;

-- The i-th ordinary row of a table: every tenth number is left for planted rows, or for a gap.
create function pg_temp.nth(i integer)
    returns integer
    language sql
    immutable
as $body$
    select i + (i - 1) / 9;
$body$;

-- When row i of so many came to be: ever more a year, from 2018 to the autumn of 2025.
create function pg_temp.moment(i integer, of integer)
    returns timestamptz
    language sql
    immutable
as $body$
    select to_timestamp(
        1514851200 + 248400000 * (0.3::float8 * i / of + 0.7::float8 * sqrt(i::float8 / of))
    );
$body$;

-- Every problem: its table, how many rows the real database would have, and the least number.

create table pg_temp.problem (
    source_table text,
    problem      text,
    real_rows    integer,
    least        integer default 2,
    entity       text,
    note         text,
    primary key (source_table, problem)
);

-- What lockstep is to reject because of it. The cause is what `lockstep rejects` prints.
create table pg_temp.effect (
    problem text,
    entity  text,
    cause   text,
    primary key (problem, entity)
);

-- The planted rows.
create table pg_temp.bad (
    source_table text,
    problem      text,
    nth          integer,
    id           integer,
    primary key (source_table, problem, nth)
);

-- Rows of each table: planted ones included, when there is room for them.
create table pg_temp.volume (
    source_table text primary key,
    real_rows    integer,
    least        integer,
    good         integer
);

-- Ordinary rows of a table. No more than stable in truth, but volumes do not change any more.
create function pg_temp.good(of text)
    returns integer
    language sql
    immutable
as $body$
    select v.good from pg_temp.volume as v where v.source_table = good.of;
$body$;

-- Ids of ordinary rows of a table: any of them, one of those that have more than others, or the
-- parent of row i of another table.

create function pg_temp.any_of(name text, n bigint, salt integer)
    returns integer
    language sql
    immutable
as $body$
    select pg_temp.nth(1 + pg_temp.dice(n, salt, pg_temp.good(name)));
$body$;

create function pg_temp.some_of(name text, n bigint, salt integer)
    returns integer
    language sql
    immutable
as $body$
    select pg_temp.nth(pg_temp.skewed(n, salt, pg_temp.good(name)));
$body$;

create function pg_temp.parent_of(name text, i integer, children text, salt integer)
    returns integer
    language sql
    immutable
as $body$
    select pg_temp.nth(
        pg_temp.parent(i, pg_temp.good(children), salt, pg_temp.good(name))
    );
$body$;

-- The rows of a table to be made: i-th of the ordinary ones, or n-th of a problem.
create function pg_temp.rows_of(name text)
    returns table (id integer, i integer, problem text, n integer, at timestamptz)
    language sql
    stable
as $body$
    select pg_temp.nth(g.i), g.i, null, null, pg_temp.moment(g.i, pg_temp.good(name))
    from generate_series(1, pg_temp.good(name)) as g (i)
    union all
    select
        b.id, 1 + (b.id * 9 / 10 - 1) % pg_temp.good(name), b.problem, b.nth,
        pg_temp.moment(1 + (b.id * 9 / 10 - 1) % pg_temp.good(name), pg_temp.good(name))
    from pg_temp.bad as b
    where b.source_table = name;
$body$;

-- Text that should be JSON. NULL when the problem is another one, or none.
create function pg_temp.broken_json(problem text, n integer)
    returns text
    language sql
    immutable
as $body$
    select case problem
        when 'JSON: empty object' then '{}'
        when 'JSON: empty text' then ''
        when 'JSON: broken escape' then
            (
                array['{"path": "C:\xrays\up"}', '{"note": "50\% done"}', '{"u": "\u12g4"}']
            )[1 + n % 3]
        when 'JSON: null character' then '{"name": "Zo\u0000e ' || n || '"}'
        when 'JSON: lone surrogate' then
            (array['{"face": "\ud83d"}', '{"face": "\ude00\ud83d"}'])[1 + n % 2]
        when 'JSON: Python repr' then
            '{''id'': ' || n || ', ''name'': u''M\xfcller'', ''paid'': None, ''ok'': True}'
        when 'JSON: cut off' then '{"id": ' || n || ', "teeth": [11, 12, '
        when 'JSON: went round in circles' then '{"parent": [Circular], "id": ' || n || '}'
        when 'JSON: nested deep' then
            repeat('{"a": [', 60) || n || repeat(']}', 60)
        when 'JSON: no object' then (array['[1, 2, 3]', '"words"', '12.50', 'null'])[1 + n % 4]
    end;
$body$;
