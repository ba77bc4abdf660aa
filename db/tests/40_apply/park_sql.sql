-- Unique values of many types change places, each by an index of its own.
begin;
select plan(15);

-- given: one row for each of three persons, unique in every column
create domain near.short as varchar(4) check (value <> 'none');
create table near.things (
    id integer primary key,
    token uuid not null unique,
    code near.short not null unique,
    tag char(8) not null unique,
    small smallint not null unique,
    price numeric(9, 2) not null unique,
    ratio double precision not null unique,
    day date not null,
    at timestamptz not null,
    nick text unique nulls not distinct,
    span daterange not null,
    fixed boolean not null,
    unique (day, fixed),
    exclude using gist (span with &&)
);
create unique index things_at on near.things ((at at time zone 'UTC'));
create unique index things_fixed on near.things (fixed, token) where fixed;
insert into far.person (id, name, age) select i, 'c' || i, i from generate_series(1, 3) as i;
select lockstep.define_entity('things', 'far.person', '{id}', 'near.things', '{
    "token": "md5(s.name)::uuid",
    "code": "s.name",
    "tag": "s.name",
    "small": "s.age",
    "price": "s.age * 1.5",
    "ratio": "s.age / 8.0",
    "day": "date ''2024-01-01'' + s.age::integer",
    "at": "timestamptz ''2024-01-01 00:00+00'' + s.age * interval ''1 h''",
    "nick": "nullif(s.name, ''c3'')",
    "span": "daterange(date ''2024-01-01'' + s.age::integer, date ''2024-01-02'' + s.age::integer)",
    "fixed": "true"
}');
select near.go();
create view pg_temp.things as
select count(*) from near.things as t join far.person as p using (id)
where t.code = p.name and t.small = p.age and t.day = date '2024-01-01' + p.age::integer
    and t.token = md5(p.name)::uuid and lower(t.span) = t.day and t.nick is not distinct from nullif(p.name, 'c3');
select results_eq('select * from pg_temp.things', 'values (3::bigint)', 'given: all three stand');

-- behaviour
update far.person set name = 'c' || 1 + id % 3, age = 1 + id % 3;
select near.go();
select is(near.found(), 'things: update 3, written 3', 'a circle of three is written at once');
select results_eq('select * from pg_temp.things', 'values (3::bigint)', 'each row has the values of its source');
select is_empty('select from lockstep.rejects where closed_at is null', 'nothing is refused');
select results_eq(
    $$select source_key ->> 0, before ->> 'code', before ->> 'small' from lockstep_state.overwritten order by 1$$,
    $$values ('1', 'c1', '1'), ('2', 'c2', '2'), ('3', 'c3', '3')$$,
    'the before-images are of the rows as they were before they were parked'
);
select near.go();
select is(near.found(), 'things: unchanged 3', 'the next sync has nothing to do');

-- behaviour: what is not in the way stays where it is
select unalike(
    (select p.watched::text from lockstep_private.parkable_columns(lockstep_private.entity_shape('things')) as p where p.name = 'small'),
    '%token%', 'a column is parked only for the columns of its own index'
);
select is(
    (select count(*) from lockstep_private.parkable_columns(lockstep_private.entity_shape('things')) as p where p.name = 'fixed'),
    0::bigint, 'a boolean is never parked'
);
create table near.plain (id integer primary key, name text);
select lockstep.define_entity('plain', 'far.person', '{id}', 'near.plain', '{"name": "s.name"}');
select is(
    lockstep_private.park_sql(lockstep_private.entity_shape('plain')), null, 'a table without other unique columns has no parking'
);

-- behaviour: 1 and 4 swap, 2 is refused and keeps what 3 wants; the constraint would wait
create table near.places (
    id integer primary key,
    place integer not null unique deferrable,
    name text check (name <> 'bad')
);
insert into far.person (id, name, age) values (4, 'four', 4);
update far.person set age = id;
select lockstep.define_entity(
    'places', 'far.person', '{id}', 'near.places', '{"place": "s.age", "name": "s.name"}'
);
select near.go(entities => '{places}');
update far.person
set age = case id when 1 then 4 when 2 then 9 when 3 then 2 else 1 end,
    name = case id when 2 then 'bad' else name end;
select near.go(entities => '{places}');
select results_eq(
    'select id, place from near.places order by id', 'values (1, 4), (2, 2), (3, 3), (4, 1)',
    'rows swap under a constraint that waits, beside one that is refused'
);
select results_eq(
    $$select source_key ->> 0, sqlstate from lockstep.rejects
    where entity = 'places' and closed_at is null order by 1$$,
    $$values ('2', '23514'), ('3', '23505')$$,
    'refused are that one, and the one that wants its value'
);
update far.person set name = 'good' where id = 2;
select near.go(entities => '{places}');
select results_eq(
    'select id, place from near.places order by id', 'values (1, 4), (2, 9), (3, 2), (4, 1)',
    'once it is mended, both arrive'
);

-- behaviour: each of 1 to 19 wants what the next has, 20 is refused; 21 and 22 swap
create table near.seats (id integer primary key, seat integer not null unique check (seat < 100));
delete from far.person;
insert into far.person (id, name, age) select i, 'guest ' || i, i from generate_series(1, 22) as i;
select lockstep.define_entity('seats', 'far.person', '{id}', 'near.seats', '{"seat": "s.age"}');
select near.go(entities => '{seats}');
update far.person set age = case when id < 20 then id + 1 when id = 20 then 100 else 43 - id end;
select near.go(entities => '{seats}');
select results_eq(
    'select id, seat from near.seats where id > 19 order by id', 'values (20, 20), (21, 22), (22, 21)',
    'rows swap beside a long chain that ends at one that is refused'
);
select is(
    (select count(*) from lockstep.rejects as r where r.entity = 'seats' and r.closed_at is null),
    20::bigint, 'the chain stays where it is'
);

-- refusals: what is not about a row is told as it is, from amid the parking, too
create function near.collide() returns trigger language plpgsql as $$
begin
    raise exception using errcode = 'deadlock_detected', message = 'deadlock detected';
end $$;
create trigger collide before update on near.places
    for each row when (new.place <> all ('{1,2,4,9}')) execute function near.collide();
update far.person set age = case id when 1 then 1 when 4 then 4 else age end;
alter table near.places drop constraint places_place_key, add unique (place);
select throws_ok(
    $$select near.go(entities => '{places}')$$, '40P01', 'deadlock detected',
    'a deadlock ends the step'
);

select * from finish();
rollback;
