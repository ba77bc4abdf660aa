/** A small database with every kind of key and reference: for tests of what holds for all of them. */
import type { Plot } from './stage.ts'

/** Rows of `animal`, the largest of its tables. */
export const ANIMALS = 6000

const source = `
  create table keeper (id int primary key, name text not null, mentor_id int, home_id int);
  create table house (id int primary key, label text, head_id int);
  create table species (code text primary key, latin text, kept boolean not null);
  create table animal (
    id bigint primary key, species_code text, keeper_id int, name text, weight numeric(9, 3),
    born timestamptz, tags text[], extra jsonb, chip uuid
  );
  create table feeding (animal_id bigint, day date, grams int, note text, primary key (animal_id, day));
  create table visit (ticket uuid primary key, at timestamp, guests smallint, paid money);
  create table diploma (keeper_id int, species_code text, primary key (keeper_id, species_code));
  create table poster (id int primary key, title varchar(40), pixels bytea);

  insert into house select g, 'House ' || g, 1 + g * 7 % 200 from generate_series(1, 40) as g;
  insert into keeper select g, 'Keeper ' || g, nullif(g % 17, 0), 1 + g % 40
    from generate_series(1, 200) as g;
  insert into species select case when g % 3 = 0 then 'Ä' || g when g % 3 = 1 then 'sp ' || g else 'SP_' || g end,
    'latinus ' || g, g % 5 <> 0 from generate_series(1, 300) as g;
  insert into animal select g, (array(select code from species order by code))[1 + g % 300],
    case when g % 11 <> 0 then 1 + g % 200 end, case g % 9 when 0 then null when 1 then '' else 'Animal ' || g end,
    g * 0.125, timestamptz '2020-01-01 00:00+00' + g * interval '61 s', array['t' || g % 5, null, 'ü'],
    case when g % 4 <> 0 then jsonb_build_object('n', g, 'even', g % 2 = 0) end, md5('a' || g)::uuid
    from generate_series(-5, ${ANIMALS} - 6) as g;
  insert into feeding select g, date '2024-01-01' + g % 365 + d, g % 700, nullif('note ' || d, 'note 0')
    from generate_series(-5, 2500) as g, generate_series(0, 1) as d;
  insert into visit select md5('v' || g)::uuid, timestamp '2021-05-05' + g * interval '1 minute 1.000001 s',
    g % 7, (g * 0.01)::money from generate_series(1, 2000) as g;
  insert into diploma select k, s.code from generate_series(1, 100) as k
    join (select code, row_number() over (order by code) as n from species) as s on s.n % 25 = k % 25;
  insert into poster select g, 'Poster ' || g, decode(md5('p' || g), 'hex') from generate_series(1, 300) as g;
  analyze;
`

const target = `
  create table keepers (
    id uuid primary key, legacy_id int unique, name text not null,
    mentor_id uuid references keepers, home_id uuid
  );
  create table houses (
    id uuid primary key, legacy_id int unique, label text, head_id uuid references keepers
  );
  alter table keepers add foreign key (home_id) references houses;
  create table species (
    id uuid primary key, code text not null unique, latin text, status text not null
  );
  create table animals (
    id uuid primary key, legacy_id bigint unique, species_id uuid references species,
    keeper_id uuid references keepers, name text, weight numeric(9, 3), born timestamptz,
    tags text[], extra jsonb, chip uuid
  );
  create table feedings (
    animal_id uuid references animals on delete cascade, day date, grams int, note text, primary key (animal_id, day)
  );
  create table visits (ticket uuid primary key, at timestamp, guests int, paid text);
  create table diplomas (
    keeper_id uuid references keepers, species_id uuid references species,
    primary key (keeper_id, species_id)
  );
  create table posters (
    id bigint generated always as identity primary key, legacy_id int unique, title text, pixels bytea
  );
`

const mapping = `
select lockstep.define_entity(
    entity => 'keepers', source => 'legacy.keeper', source_key => '{id}', target => 'public.keepers',
    columns => '{"legacy_id": "s.id", "name": "s.name"}',
    refs => '{"mentor_id": {"entity": "keepers", "key": "s.mentor_id"},
              "home_id": {"entity": "houses", "key": "s.home_id"}}'
);
select lockstep.define_entity(
    entity => 'houses', source => 'legacy.house', source_key => '{id}', target => 'public.houses',
    columns => '{"legacy_id": "s.id", "label": "s.label"}',
    refs => '{"head_id": {"entity": "keepers", "key": "s.head_id"}}'
);
select lockstep.define_entity(
    entity => 'species', source => 'legacy.species', source_key => '{code}', target => 'public.species',
    columns => '{"code": "s.code", "latin": "s.latin",
                 "status": "case when s.kept then ''kept'' else ''gone'' end"}'
);
select lockstep.define_entity(
    entity => 'animals', source => 'legacy.animal', source_key => '{id}', target => 'public.animals',
    columns => '{"legacy_id": "s.id", "name": "s.name", "weight": "s.weight", "born": "s.born",
                 "tags": "s.tags", "extra": "s.extra", "chip": "s.chip"}',
    refs => '{"species_id": {"entity": "species", "key": "s.species_code"},
              "keeper_id": {"entity": "keepers", "key": "s.keeper_id", "if_missing": "null"}}'
);
select lockstep.define_entity(
    entity => 'feedings', source => 'legacy.feeding', source_key => '{animal_id,day}',
    target => 'public.feedings',
    columns => '{"day": "s.day", "grams": "s.grams", "note": "s.note"}',
    refs => '{"animal_id": {"entity": "animals", "key": "s.animal_id"}}'
);
select lockstep.define_entity(
    entity => 'visits', source => 'legacy.visit', source_key => '{ticket}', target => 'public.visits',
    key_strategy => 'keep', columns => '{"at": "s.at", "guests": "s.guests", "paid": "s.paid::text"}'
);
select lockstep.define_entity(
    entity => 'diplomas', source => 'legacy.diploma', source_key => '{keeper_id,species_code}',
    target => 'public.diplomas',
    refs => '{"keeper_id": {"entity": "keepers", "key": "s.keeper_id"},
              "species_id": {"entity": "species", "key": "s.species_code"}}'
);
select lockstep.define_entity(
    entity => 'posters', source => 'legacy.poster', source_key => '{id}', target => 'public.posters',
    key_strategy => 'random', columns => '{"legacy_id": "s.id", "title": "s.title", "pixels": "s.pixels"}'
);
`

/** Tables, rows and mapping. */
export const zoo: Plot = { source, target, mapping }

/** What each table should hold, asked of the source in its own terms. */
export const expected: Readonly<Record<string, string>> = {
  keepers: `select k.id, k.name, m.id, h.id from keeper as k
    left join keeper as m on m.id = k.mentor_id left join house as h on h.id = k.home_id`,
  houses: 'select h.id, h.label, k.id from house as h left join keeper as k on k.id = h.head_id',
  species: `select s.code, s.latin, case when s.kept then 'kept' else 'gone' end from species as s`,
  animals: `select a.id, s.code, k.id, a.name, a.weight, a.born, a.tags, a.extra, a.chip from animal as a
    left join species as s on s.code = a.species_code left join keeper as k on k.id = a.keeper_id`,
  feedings: 'select f.animal_id, f.day, f.grams, f.note from feeding as f',
  visits: 'select v.ticket, v.at, v.guests::int, v.paid::text from visit as v',
  diplomas: 'select d.keeper_id, d.species_code from diploma as d',
  posters: 'select p.id, p.title, p.pixels from poster as p',
}

/** The same of the target, keys led back to those of the source. */
export const found: Readonly<Record<string, string>> = {
  keepers: `select k.legacy_id, k.name, m.legacy_id, h.legacy_id from public.keepers as k
    left join public.keepers as m on m.id = k.mentor_id left join public.houses as h on h.id = k.home_id`,
  houses: `select h.legacy_id, h.label, k.legacy_id from public.houses as h
    left join public.keepers as k on k.id = h.head_id`,
  species: 'select s.code, s.latin, s.status from public.species as s',
  animals: `select a.legacy_id, s.code, k.legacy_id, a.name, a.weight, a.born, a.tags, a.extra, a.chip
    from public.animals as a left join public.species as s on s.id = a.species_id
    left join public.keepers as k on k.id = a.keeper_id`,
  feedings: `select a.legacy_id, f.day, f.grams, f.note from public.feedings as f
    join public.animals as a on a.id = f.animal_id`,
  visits: 'select v.ticket, v.at, v.guests, v.paid from public.visits as v',
  diplomas: `select k.legacy_id, s.code from public.diplomas as d
    join public.keepers as k on k.id = d.keeper_id join public.species as s on s.id = d.species_id`,
  posters: 'select p.legacy_id, p.title, p.pixels from public.posters as p',
}
