/** References in every direction, triggers and checks: one sync brings both sides as close as they can come. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Plot, prepare, type Stage } from './lib/stage.ts'
import {
  expectAgreement,
  expectArrival,
  openRejects,
  type SyncOptions,
  syncAll,
  type Words,
} from './lib/sync.ts'

const ref = (column: string, to: string, key: string, more = '') =>
  `"${column}": {"entity": "${to}", "key": "s.${key}"${more}}`

const entity = (name: string, refs = '', columns = '"name": "s.name"', source?: string) =>
  `select lockstep.define_entity(entity => '${name}s', source => '${source ?? `legacy.${name}`}', source_key => '{id}',
    target => 'public.${name}s', columns => '{"legacy_id": "s.id", ${columns}}', refs => '{${refs}}');\n`

const keys = 'id uuid primary key, legacy_id int not null unique, name text'

const plot: Plot = {
  source: `
    create table person (id int primary key, name text, boss_id int);
    create table team (id int primary key, name text, captain_id int);
    create table player (id int primary key, name text, team_id int);
    create table alpha (id int primary key, name text, beta_id int);
    create table beta (id int primary key, name text, gamma_id int);
    create table gamma (id int primary key, name text, alpha_id int);
    create table office (id int primary key, name text, is_open boolean);
    create table worker (id int primary key, name text, office_id int);
    create table guest (id int primary key, name text, office_id int);
    create table node (id int primary key, next_id int);
    create table parent (id int primary key, name text);
    create table child (id int primary key, name text, parent_id int, code text);
    create table note (id int primary key, name text, pages int);
    insert into person select g, 'person ' || g, nullif(1 + g % 30, 1) from generate_series(1, 30) as g;
    insert into team select g, 'team ' || g, 10 + g from generate_series(1, 6) as g;
    insert into player select 10 + g, 'player ' || g, 1 + g % 6 from generate_series(1, 12) as g;
    insert into alpha select g, 'a' || g, g % 7 + 1 from generate_series(1, 7) as g;
    insert into beta select g, 'b' || g, 8 - g from generate_series(1, 7) as g;
    insert into gamma select g, 'c' || g, g from generate_series(1, 7) as g;
    insert into office values (1, 'one', true), (2, 'two', true), (3, 'closed', false), (4, null, true);
    insert into worker select g, 'worker ' || g, g from generate_series(1, 4) as g;
    insert into guest select g, 'guest ' || g, g from generate_series(1, 3) as g;
    insert into node select g, nullif(1 + g % 20, 1) from generate_series(1, 20) as g;
    insert into parent select g, 'parent ' || g from generate_series(1, 20) as g;
    insert into child select g, 'child ' || g, g, 'code ' || g from generate_series(1, 20) as g;
    insert into note select g, 'Note ' || g, g from generate_series(1, 20) as g;
  `,
  target: `
    create table persons (${keys}, boss_id uuid references persons);
    create table teams (${keys}, captain_id uuid);
    create table players (${keys}, team_id uuid not null references teams);
    alter table teams add foreign key (captain_id) references players;
    create table gammas (${keys}, alpha_id uuid);
    create table betas (${keys}, gamma_id uuid references gammas deferrable initially deferred);
    create table alphas (${keys}, beta_id uuid not null references betas);
    alter table gammas add foreign key (alpha_id) references alphas deferrable;
    create table offices (id uuid primary key, legacy_id int unique, name text not null);
    create table workers (${keys}, office_id uuid not null references offices);
    create table guests (${keys}, office_id uuid references offices);
    create table nodes (id int primary key, next_id int references nodes);
    create table parents (${keys});
    create table childs (${keys}, code text not null unique check (code like 'code %'), parent_id uuid not null references parents);
    create table notes (${keys} check (length(name) < 12), pages int not null check (pages > 0));
    create function watch_notes() returns trigger language plpgsql as $$
    begin
      if new.name = 'nothing' then return null; end if;
      if new.name = 'raise' then raise exception 'no % here', new.name using errcode = '23514'; end if;
      new.name := upper(new.name);
      return new;
    end $$;
    create trigger watch before insert or update on notes for each row execute function watch_notes();
  `,
  mapping:
    entity('person', ref('boss_id', 'persons', 'boss_id')) +
    entity('team', ref('captain_id', 'players', 'captain_id')) +
    entity('player', ref('team_id', 'teams', 'team_id')) +
    entity('alpha', ref('beta_id', 'betas', 'beta_id')) +
    entity('beta', ref('gamma_id', 'gammas', 'gamma_id')) +
    entity('gamma', ref('alpha_id', 'alphas', 'alpha_id')) +
    entity('office', '', undefined, 'select id, name from legacy.office where is_open') +
    entity('worker', ref('office_id', 'offices', 'office_id')) +
    entity('guest', ref('office_id', 'offices', 'office_id', ', "if_missing": "null"')) +
    `select lockstep.define_entity(entity => 'nodes', source => 'legacy.node', source_key => '{id}',
      target => 'public.nodes', key_strategy => 'keep', columns => '{"next_id": "s.next_id"}');\n` +
    entity('parent') +
    entity(
      'child',
      ref('parent_id', 'parents', 'parent_id'),
      '"name": "s.name", "code": "s.code"',
    ) +
    entity('note', '', '"name": "s.name", "pages": "s.pages"'),
}

/** Rows of both sides with the reference led back to the key of the source. */
const linked = (name: string, column: string, to: string): readonly [string, string] => [
  `select t.id, t.name, o.id as other from ${name} as t left join ${to} as o on o.id = t.${column}`,
  `select t.legacy_id, t.name, o.legacy_id from ${name}s as t left join ${to}s as o on o.id = t.${column}`,
]

const words: Words = {
  persons: linked('person', 'boss_id', 'person'),
  teams: linked('team', 'captain_id', 'player'),
  players: linked('player', 'team_id', 'team'),
  alphas: linked('alpha', 'beta_id', 'beta'),
  betas: linked('beta', 'gamma_id', 'gamma'),
  gammas: linked('gamma', 'alpha_id', 'alpha'),
  nodes: ['select id, next_id from node', 'select id, next_id from nodes'],
  parents: ['select id, name from parent', 'select legacy_id, name from parents'],
  childs: linked('child', 'parent_id', 'parent'),
}

/** What a healthy target holds of the rows that some test finds fault with. */
const all: Words = {
  ...words,
  offices: ['select id, name from office where is_open', 'select legacy_id, name from offices'],
  workers: linked('worker', 'office_id', 'office'),
  guests: [
    'select g.id, g.name, o.id from guest as g left join office as o on o.id = g.office_id and o.is_open',
    linked('guest', 'office_id', 'office')[1],
  ],
  notes: ['select id, upper(name), pages from note', 'select legacy_id, name, pages from notes'],
}

describe.each([
  { source: 13, target: 18 },
  { source: 18, target: 15 },
])('from $source to $target', (versions) => {
  let stage: Stage

  const change = (sql: string) => stage.far.unsafe(sql).simple()
  const arrives = (sql: string, options?: SyncOptions) => expectArrival(stage, all, sql, options)

  beforeAll(async () => {
    stage = await openStage(versions)
    await prepare(stage, plot)
  })
  afterAll(() => stage?.stop())

  test('one sync completes references to oneself, in circles, and to rows of later segments', async () => {
    expect(await syncAll(stage, { batch_rows: 4 })).toMatchObject({ in_step: false })
    await expectAgreement(stage, words)
  })

  test('references to rejected rows and to rows outside the filter are refused, or null', async () => {
    expect(await openRejects(stage)).toEqual([
      'offices 4 23502',
      'workers 3 23503',
      'workers 4 23503',
    ])
    const guests = await stage.near`
      select g.legacy_id as id, o.legacy_id as office from guests as g
      left join offices as o on o.id = g.office_id order by 1
    `
    expect(guests.map(({ id, office }) => [id, office])).toEqual([
      [1, 1],
      [2, 2],
      [3, null],
    ])
  })

  test('they heal when the row is mended, or enters the filter', () =>
    arrives(
      `update office set name = 'four' where id = 4; update office set is_open = true where id = 3`,
    ))

  test('circles turn round, chains are hung elsewhere', () =>
    arrives(
      `update person set boss_id = 1 + (id + 11) % 30; update team set captain_id = 23 - captain_id + 10;
       update alpha set beta_id = 8 - beta_id; update gamma set alpha_id = 1 + alpha_id % 7;
       update node set next_id = 1 + (id + 7) % 20;
       insert into node values (0, 21), (21, 0); insert into person values (0, 'zero', 31), (31, 'last', 0);`,
      { batch_rows: 3 },
    ))

  test('circles go, children before their parents', () =>
    arrives(
      `update alpha set beta_id = 1; update gamma set alpha_id = 1 where alpha_id > 3;
       delete from alpha where id > 3; delete from beta where id > 3; delete from gamma where id = 7;
       update beta set gamma_id = 1; update player set team_id = 1; update team set captain_id = 11;
       delete from team where id > 2; delete from player where id > 16;
       update person set boss_id = null where boss_id > 20; delete from person where id > 20;
       update node set next_id = null where next_id > 15; delete from node where id > 15;`,
      { batch_rows: 3, allow_deletes: true },
    ))

  test('a delete that waits for a child, which waits for another delete', () =>
    arrives(
      `delete from child where id = 2; delete from parent where id in (1, 2);
       update child set parent_id = 3, code = 'code 2' where id = 1;
       update child set parent_id = 4, code = 'code 1' where id = 20;`,
      { batch_rows: 2, allow_deletes: true },
    ))

  test('rows that return come back under their old key', async () => {
    const known =
      await stage.near`select source_key, target_key from lockstep_ledger.childs order by 1`
    await arrives(
      `insert into parent values (2, 'again'); insert into child values (2, 'again', 2, 'code 20')`,
    )
    expect(
      await stage.near`select source_key, target_key from lockstep_ledger.childs order by 1`,
    ).toEqual(known)
    const [row] = await stage.near`select l.source_key::int as id from childs as c
      join lockstep_ledger.childs as l on l.target_key = c.id where c.name = 'again'`
    expect(row?.id).toBe(2)
  })

  test('triggers that change, skip or raise, and checks that refuse', async () => {
    await change(`
      update note set name = 'nothing' where id = 2; update note set name = 'raise' where id = 3;
      update note set name = 'far too long a name' where id = 4; update note set pages = -1 where id = 5;
      update note set name = 'changed' where id = 6;
      insert into note values (21, 'nothing', 1), (22, 'raise', 1), (23, 'fine', 1);
    `)
    expect(await syncAll(stage, { batch_rows: 7 })).toMatchObject({ in_step: false })
    expect(await openRejects(stage)).toEqual([
      'notes 2 02000',
      'notes 3 23514',
      'notes 4 23514',
      'notes 5 23514',
      'notes 21 02000',
      'notes 22 23514',
    ])
    const reasons = await stage.near`select distinct reason from lockstep.rejects
      where closed_at is null and (source_key ->> 0)::int in (3, 22)`
    expect(reasons.map(({ reason }) => reason)).toEqual(['trigger'])
    await expectAgreement(stage, words)
    await arrives(`update note set name = 'Mended ' || id, pages = id`)
  })
})
