/** Two tables with every kind of rule. All content of rows has `hush` in it: nothing may say it unasked. */
import type { Plot, Stage } from './stage.ts'

/** Rows of `person`; one step takes 25 of them. */
export const PEOPLE = 1000

const define = (entity: string, more: string) =>
  `select lockstep.define_entity(entity => '${entity}', source_key => '{id}', ${more});\n`

/** Teams, and people who refer to them. */
export const staff: Plot = {
  source: `
    create table team (id int primary key, name text);
    insert into team select g, 'hush team ' || g from generate_series(1, 10) as g;
    create table person (id int primary key, name text, mail text, age int, size text, team int);
    insert into person
    select g, 'hush ' || g, 'hush' || g || '@example.org', 20 + g % 50, null, 1 + g % 10
    from generate_series(1, ${PEOPLE}) as g;
  `,
  target: `
    create table teams (id uuid primary key, name text not null);
    create table people (
      id uuid primary key, name text not null, mail text unique, age smallint check (age < 150),
      size integer, team_id uuid references teams
    );
    create function refuse_trouble() returns trigger language plpgsql as $$
    begin
      if new.name like '%trouble%' then raise exception 'we want no %', new.name; end if;
      return new;
    end $$;
    create trigger no_trouble before insert or update on people
      for each row execute function refuse_trouble();
    create function take_time() returns trigger language plpgsql as $$
    begin
      perform pg_sleep(0.05);
      return null;
    end $$;
  `,
  mapping:
    define(
      'teams',
      `source => 'legacy.team', target => 'public.teams', columns => '{"name": "s.name"}'`,
    ) +
    define(
      'people',
      `source => 'legacy.person', target => 'public.people', batch_rows => 25,
        columns => '{"name": "s.name", "mail": "s.mail", "age": "s.age", "size": "s.size::integer"}',
        refs => '{"team_id": {"entity": "teams", "key": "s.team"}}'`,
    ),
}

/** Each statement on `people` takes a twentieth of a second, while something is done. */
export const slowly = async <T>({ near }: Stage, does: () => Promise<T>): Promise<T> => {
  await near`create trigger slow after insert or update or delete on people
    for each statement execute function take_time()`
  try {
    return await does()
  } finally {
    await near`drop trigger slow on people`
  }
}
