-- The source that the tests link. Run once in an empty database, as a superuser who owns it.
--
-- Schema `public`: tables whose rows the tests of other rooms write, through the link.
-- Schema `odd`:    what real databases are like; read only.
-- Schema `aside`:  not linked; holds what linked tables hang together with.
-- Schema `closed`: the login may not use it.

-- login -----------------------------------------------------------------------------------------

do $do$
begin
    if to_regrole('far_rw') is null then
        create role far_rw login password 'far_rw';
    end if;
end;
$do$;

create schema odd;
create schema aside;
create schema closed;
grant usage on schema public, odd to far_rw;

-- rows for the tests of other rooms -------------------------------------------------------------

create table public.numbers (
    id integer primary key,
    name text
);
insert into public.numbers values (-1, 'minus one'), (0, 'zero'), (1, 'one');

grant select, insert, update, delete on all tables in schema public to far_rw;

-- types -----------------------------------------------------------------------------------------

create type odd.mood as enum ('sad', 'ok', 'happy');
create type odd.point3 as (x integer, y integer, z integer);
create type odd.span as range (subtype = float8);
create domain odd.posint as integer check (value > 0);
create domain odd.label as varchar(20);
create domain odd.short_label as odd.label check (length(value) < 10);
create domain odd.mood_or_none as odd.mood;
create domain odd.tags as text[];
create domain odd."bıgınt" as bigint;

create table odd.types (
    id integer primary key,
    amount numeric(10, 2) not null,
    code char(3),
    title varchar(40),
    happened timestamptz(3),
    period daterange,
    words text[],
    codes varchar(5)[],
    place inet,
    document jsonb,
    doubled integer generated always as (id * 2) stored,
    positive odd.posint,
    label odd.short_label,
    huge odd."bıgınt",
    tags odd.tags,
    mood odd.mood,
    moods odd.mood[],
    domain_mood odd.mood_or_none,
    positives odd.posint[],
    point3 odd.point3,
    span odd.span,
    loose json,
    cash money,
    at_point point,
    search tsvector,
    bits bit(3),
    letter "char",
    identifier name,
    relation regclass,
    gone text
);
alter table odd.types drop column gone;
insert into odd.types (
    id, amount, code, title, happened, period, words, codes, place, document, positive, label, huge,
    tags, mood, moods, domain_mood, positives, point3, span, loose, cash, at_point, search, bits,
    letter, identifier, relation
)
values (
    1, 12.50, 'ab', 'a title', '2024-02-29 12:00:00+00', '[2024-01-01,2024-02-01)', '{x,"y z"}',
    '{a,b}', '10.0.0.1', '{"a": 1}', 5, 'short', 9000000000, '{p,q}', 'ok', '{sad,ok}', 'happy',
    '{1,2}', '(1,2,3)', '[1.5,2.5]', '{"b":  2}', '12.50', '(1,2)', 'fat cats', '101', 'c',
    'identifier', 'pg_class'
);

create table odd.multiranges (
    id integer primary key
);
do $do$
begin
    if current_setting('server_version_num')::integer >= 140000 then
        alter table odd.multiranges add column periods datemultirange;
    end if;
end;
$do$;

-- names -----------------------------------------------------------------------------------------

create table odd."Weird "" Täble" (
    "sélect X" integer primary key,
    "a ""quoted"" one" text,
    "order" integer
);
insert into odd."Weird "" Täble" values (1, 'one', 10);

create table public.twin (id integer primary key);
create table odd.twin (id integer primary key);
create table public.odd_twin (id integer primary key);
grant select, insert, update, delete on public.twin, public.odd_twin to far_rw;

create table odd.a_table_whose_name_is_just_as_long_as_an_identifier_can_be_here (
    a_column_whose_name_is_just_as_long_as_an_identifier_can_be_too integer primary key
);

-- keys and indexes ------------------------------------------------------------------------------

create table odd.no_key (
    id integer,
    note text
);

create table odd.keyed (
    b integer not null,
    a integer not null,
    c text,
    d timestamptz,
    primary key (a, b),
    unique (c) deferrable
);
create index on odd.keyed (d, c);
create index on odd.keyed (d) include (c);
create index on odd.keyed (lower(c));
create index on odd.keyed (b) where c is null;
create index on odd.keyed using hash (b);

-- inheritance and partitions --------------------------------------------------------------------

create table odd.parent (
    id integer primary key,
    name text not null,
    note text
);
create table odd.child_a () inherits (odd.parent);
create table odd.child_b (extra text) inherits (odd.parent);
insert into odd.parent values (1, 'parent', 'p');
insert into odd.child_a values (1, 'child a', null);
insert into odd.child_b values (2, 'child b', 'b', 'more');

-- NOT NULL that does not hold for all rows: of the parent alone, or (since 18) not yet proved.
do $do$
begin
    if current_setting('server_version_num')::integer < 180000 then
        alter table only odd.parent alter column note set not null;
    else
        execute 'alter table odd.parent add constraint note_is_there not null note not valid';
    end if;
end;
$do$;

create table odd.measure (
    id integer not null,
    at date not null,
    value numeric,
    primary key (id, at)
) partition by range (at);
create table odd.measure_2023 partition of odd.measure for values from ('2023-01-01') to ('2024-01-01');
create table aside.measure_2024 partition of odd.measure
    for values from ('2024-01-01') to ('2025-01-01') partition by list (id);
create table odd.measure_2024_1 partition of aside.measure_2024 for values in (1);
insert into odd.measure values (1, '2023-05-01', 1.5), (1, '2024-05-01', 2.5);

create table aside.far_parent (id integer primary key);
create table odd.lone_child () inherits (aside.far_parent);

analyze odd.parent, odd.child_a, odd.child_b, odd.measure;

-- views and the like ----------------------------------------------------------------------------

create view odd.a_view as select t.id, t.mood, t.amount from odd.types as t;
create materialized view odd.a_matview as select t.id from odd.types as t;
create materialized view odd.never_filled as select t.id from odd.types as t with no data;
create table odd.nothing ();
create sequence odd.a_sequence;

do $do$
begin
    if exists (select from pg_available_extensions as a where a.name = 'postgres_fdw') then
        create extension postgres_fdw;
        create server elsewhere foreign data wrapper postgres_fdw options (host 'nowhere.invalid');
        create foreign table odd.a_foreign_table (id integer not null) server elsewhere;
    end if;
end;
$do$;

-- collations ------------------------------------------------------------------------------------

create table odd.collated (
    id integer primary key,
    plain text collate "C"
);
do $do$
begin
    create collation odd.no_case (
        provider = icu, locale = 'und-u-ks-level2', deterministic = false
    );
    alter table odd.collated add column folded text collate odd.no_case;
exception
    when feature_not_supported then
        null;
end;
$do$;

-- rights ----------------------------------------------------------------------------------------

grant select on all tables in schema odd to far_rw;

create table odd.secret (id integer primary key);
create table odd.partly (
    id integer primary key,
    name text,
    password text
);
create table odd.by_everybody (id integer primary key);
create table odd.guarded (id integer primary key);
create table closed.inside (id integer primary key);

revoke all on odd.secret, odd.partly from far_rw, public;
revoke select on odd.by_everybody from far_rw;
grant select (id, name) on odd.partly to far_rw;
grant insert on odd.secret to far_rw;
grant select on odd.by_everybody to public;
grant select on odd.guarded, closed.inside to far_rw;
alter table odd.guarded enable row level security;

-- what tests of entities, comparing, applying and runs write ------------------------------------

create table public.office (
    id integer primary key,
    name text,
    town text
);
create table public.doctor (
    id integer primary key,
    office_id integer,
    mentor_id integer,
    name text,
    fee numeric
);
create table public.visit (
    id bigint primary key,
    doctor_id integer,
    note text,
    changed_at timestamptz
);
create table public.team (
    id integer primary key,
    captain_id integer,
    name text
);
create table public.player (
    id integer primary key,
    team_id integer,
    name text
);
create table public.word (
    word text primary key,
    meaning text
);
create table public.page (
    book text,
    label varchar(10),
    note text,
    primary key (book, label)
);
create table public.shift (
    doctor_id integer,
    day date,
    room text,
    primary key (doctor_id, day)
);
create table public.badge (
    office_id integer,
    number bigint,
    holder text,
    primary key (office_id, number)
);
create table public.feeling (
    mood odd.mood primary key,
    note text
);
create table public.loose (
    id integer,
    name text
);
create table public.person (
    id integer primary key,
    name text,
    email text,
    age bigint,
    kind text,
    office_id integer
);
create table public.kinds (
    id integer primary key,
    a_smallint smallint,
    a_integer integer,
    a_bigint bigint,
    b_bigint bigint,
    a_numeric numeric,
    a_scaled numeric(12, 3),
    a_real real,
    a_double double precision,
    a_boolean boolean,
    a_text text,
    b_text text,
    a_varchar varchar(30),
    a_char char(6),
    a_bytea bytea,
    a_uuid uuid,
    a_jsonb jsonb,
    a_date date,
    a_time time,
    a_timetz timetz,
    a_timestamp timestamp,
    a_timestamptz timestamptz,
    an_interval interval,
    an_inet inet,
    a_cidr cidr,
    a_macaddr macaddr,
    a_macaddr8 macaddr8,
    an_oid oid,
    an_int4range int4range,
    an_int8range int8range,
    a_numrange numrange,
    a_daterange daterange,
    a_tsrange tsrange,
    a_tstzrange tstzrange,
    some_text text[],
    some_integers integer[],
    some_bigints bigint[],
    some_numerics numeric[],
    some_dates date[],
    some_uuids uuid[],
    an_enum odd.mood,
    some_enums odd.mood[],
    a_domain odd.posint,
    an_enum_domain odd.mood_or_none,
    a_json json,
    a_money money,
    a_point point,
    some_bits bit(3)
);
-- A column of each type; db/tests/corpus.sql fills it.
create type odd.couple as (a text, b text);
create table public.specimen (
    id bigint primary key,
    a_smallint smallint,
    an_integer integer,
    b_integer integer,
    a_bigint bigint,
    a_numeric numeric,
    b_numeric numeric,
    a_scaled numeric(12, 3),
    a_real real,
    a_double double precision,
    b_double double precision,
    a_boolean boolean,
    b_boolean boolean,
    a_text text,
    b_text text,
    c_text text collate "C",
    a_varchar varchar(30),
    a_char char(6),
    a_letter "char",
    a_name name,
    a_bytea bytea,
    a_uuid uuid,
    b_uuid uuid,
    a_jsonb jsonb,
    a_json json,
    a_jsonpath jsonpath,
    an_xml xml,
    a_date date,
    b_date date,
    a_time time,
    a_timetz timetz,
    a_timestamp timestamp,
    a_timestamptz timestamptz,
    b_timestamptz timestamptz,
    an_interval interval,
    an_inet inet,
    a_cidr cidr,
    a_macaddr macaddr,
    a_macaddr8 macaddr8,
    an_oid oid,
    an_xid xid,
    a_tid tid,
    an_lsn pg_lsn,
    a_money money,
    some_bits bit(4),
    a_varbit varbit,
    a_point point,
    a_line line,
    a_lseg lseg,
    a_box box,
    a_path path,
    a_polygon polygon,
    a_circle circle,
    a_tsvector tsvector,
    a_tsquery tsquery,
    a_mood odd.mood,
    a_domain odd.posint,
    a_mood_domain odd.mood_or_none,
    a_couple odd.couple,
    an_int4range int4range,
    an_int8range int8range,
    a_numrange numrange,
    a_daterange daterange,
    a_tsrange tsrange,
    a_tstzrange tstzrange,
    a_span odd.span,
    texts text[],
    varchars varchar(9)[],
    chars char(3)[],
    integers integer[],
    bigints bigint[],
    numerics numeric[],
    doubles double precision[],
    booleans boolean[],
    byteas bytea[],
    uuids uuid[],
    dates date[],
    timestamptzs timestamptz[],
    intervals interval[],
    jsonbs jsonb[],
    moods odd.mood[],
    couples odd.couple[]
);
do $do$
begin
    if current_setting('server_version_num')::integer >= 140000 then
        alter table public.specimen
            add column an_int4multirange int4multirange,
            add column a_nummultirange nummultirange,
            add column a_tstzmultirange tstzmultirange;
    end if;
    if to_regcollation('odd.no_case') is not null then
        alter table public.specimen add column a_caseless text collate odd.no_case;
    end if;
end;
$do$;
grant select, insert, update, delete on
    public.office, public.doctor, public.visit, public.team, public.player, public.word, public.page,
    public.shift, public.badge, public.feeling, public.loose, public.person, public.kinds,
    public.specimen
    to far_rw;
