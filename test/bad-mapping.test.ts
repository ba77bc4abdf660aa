/** Mappings that cannot work are refused when they are loaded, whole folder at once, and nothing stays of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stateCounts } from './lib/evidence.ts'
import { expectRefusal } from './lib/refusal.ts'
import { openStage, type Plot, prepare, type Stage } from './lib/stage.ts'

const good = `select lockstep.define_entity(
    entity => 'makers', source => 'legacy.maker', source_key => '{id}', target => 'public.makers',
    columns => '{"name": "s.name"}'
);
`

/** The mapping under test, with one thing changed. Its call begins in line 2. */
const things = (change: Readonly<Record<string, string>> = {}) => {
  const parts = {
    source: `'legacy.thing'`,
    source_key: `'{id}'`,
    target: `'public.things'`,
    columns: `'{"name": "s.name", "amount": "s.amount", "kind": "s.kind", "doc": "s.doc"}'`,
    refs: `'{"maker_id": {"entity": "makers", "key": "s.maker_id"}}'`,
    ...change,
  }
  const words = Object.entries(parts).map(([name, value]) => `    ${name} => ${value}`)
  return `-- things\nselect lockstep.define_entity(entity => 'things',\n${words.join(',\n')}\n);\n`
}

const plot: Plot = {
  source: `
    create table maker (id int primary key, name text);
    create table thing (
      id int primary key, code text, name text, amount numeric, kind text, doc jsonb, maker_id int, twice int
    );
    insert into maker select g, 'maker ' || g from generate_series(1, 10) as g;
    insert into thing select g, 'c' || g, 'thing ' || g, g, 'plain', '{}', 1 + g % 10, g % 7
      from generate_series(1, 100) as g;
    create view thing_view as select * from thing;
  `,
  target: `
    create type thing_kind as enum ('plain', 'fancy');
    create table makers (id uuid primary key, name text);
    create table things (
      id uuid primary key, name text not null, amount numeric, kind thing_kind, doc jsonb,
      maker_id uuid references makers, size int generated always as (1) stored
    );
    create table loose (id uuid, name text);
    create view things_view as select * from things;
  `,
  mapping: good,
}

const cases: readonly [string, Parameters<typeof things>[0], string, RegExp][] = [
  ['an unknown source table', { source: `'legacy.thin'` }, 'LSE08', /'legacy\.thin'/],
  ['an unknown source schema', { source: `'nowhere.thing'` }, 'LSE08', /'nowhere\.thing'/],
  [
    'a SELECT of an unknown table',
    { source: `'select * from legacy.thin'` },
    'LSE09',
    /legacy\.thin/,
  ],
  ['a SELECT that is none', { source: `'select id frm legacy.thing'` }, 'LSE09', /'things'/],
  [
    'a semicolon behind the SELECT',
    { source: `'select * from legacy.thing;'` },
    'LSE02',
    /semicolon/,
  ],
  ['no source', { source: `''` }, 'LSE02', /source is empty/],
  ['an unknown key column', { source_key: `'{nr}'` }, 'LSE10', /\bnr\b/],
  ['no key', { source_key: `'{}'` }, 'LSE02', /source_key/],
  [
    'a key that is not unique',
    { source: `'select * from legacy.thing'`, source_key: `'{twice}'` },
    'LSE16',
    /twice/,
  ],
  [
    'a key that is null',
    { source: `'select nullif(id, 5) as id, name, amount, kind, doc, maker_id from legacy.thing'` },
    'LSE16',
    /'things'/,
  ],
  ['an unknown target table', { target: `'public.thngs'` }, 'LSE03', /'public\.thngs'/],
  ['a view as target', { target: `'public.things_view'` }, 'LSE0[35]', /things_view/],
  ['a target of the platform', { target: `'auth.users'` }, 'LSE04', /auth\.users/],
  ['a target without key', { target: `'public.loose'` }, 'LSE05', /loose/],
  ['an unknown source column', { columns: `'{"name": "s.nome"}'` }, 'LSE10|LSE14', /nome/],
  [
    'an unknown target column',
    { columns: `'{"name": "s.name", "colour": "s.kind"}'` },
    'LSE13',
    /'colour'/,
  ],
  [
    'a generated target column',
    { columns: `'{"name": "s.name", "size": "1"}'` },
    'LSE13',
    /'size'/,
  ],
  ['a syntax error in an expression', { columns: `'{"name": "s.name ||"}'` }, 'LSE14', /'name'/],
  ['an unknown function', { columns: `'{"name": "uper(s.name)"}'` }, 'LSE14', /uper/],
  [
    'a type that does not fit',
    { columns: `'{"name": "s.name", "amount": "s.doc"}'` },
    'LSE14',
    /'amount'/,
  ],
  [
    'an unknown enum value',
    {
      columns: `'{"name": "s.name", "kind": "case when s.id = 1 then ''fancy'' else ''plan'' end"}'`,
    },
    'LSE15',
    /plan/,
  ],
  ['a required column without value', { columns: `'{"amount": "s.amount"}'` }, 'LSE12', /name/],
  ['columns that are no JSON', { columns: `'{"name": s.name}'` }, '22P02', /json/],
  ['a value that is no SQL text', { columns: `'{"name": 7}'` }, 'LSE02', /columns/],
  [
    'an unknown column in a reference',
    { refs: `'{"maker_id": {"entity": "makers", "key": "s.maker"}}'` },
    'LSE1[014]',
    /maker/,
  ],
  [
    'a reference of another type',
    { refs: `'{"name": {"entity": "makers", "key": "s.maker_id"}}'` },
    'LSE1[14]',
    /name/,
  ],
  [
    'a reference of too many columns',
    { refs: `'{"maker_id": {"entity": "makers", "key": ["s.id", "s.maker_id"]}}'` },
    'LSE11',
    /'maker_id'/,
  ],
  [
    'a reference without entity',
    { refs: `'{"maker_id": {"key": "s.maker_id"}}'` },
    'LSE02',
    /refs/,
  ],
  ['an unknown strategy', { key_strategy: `'guess'` }, 'LSE02', /key_strategy/],
  ['keys that cannot be kept', { key_strategy: `'keep'` }, 'LSE06|LSE14', /'id'.*'things'/],
  ['an unknown watermark', { watermark: `'changed'` }, 'LSE10', /changed/],
  ['no rows in a batch', { batch_rows: '0' }, 'LSE02', /batch_rows/],
]

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ source: 18, target: 15 })
  await prepare(stage, plot)
  await stage.run('entity drop makers')
})
afterAll(() => stage?.stop())

/** Loads a good file and a bad one; neither may leave a trace. */
const refusesFiles = async (
  files: Readonly<Record<string, string>>,
  code: string,
  names: RegExp,
  exit = 2,
) => {
  const before = await stateCounts(stage)
  const ended = await stage.load(files, exit)
  expectRefusal(stage, ended, { code, names, exit })
  expect(await stateCounts(stage)).toEqual(before)
  const left = await stage.near`
    select c.relname from pg_class as c
    where c.relnamespace in ('lockstep_mapping'::regnamespace, 'lockstep_ledger'::regnamespace)
  `
  // the view of all ledgers is always there
  expect(left).toEqual([{ relname: 'mappings' }])
  return ended
}

describe('entity load refuses', () => {
  test.each(cases)('%s', async (_, change, code, names) => {
    const { stderr } = await refusesFiles({ '1.sql': good, '2.sql': things(change) }, code, names)
    // where the statement begins, or where its JSON breaks
    expect(stderr).toContain(code === '22P02' ? 'in 2.sql, line 6' : 'in 2.sql, line 2')
  })

  test('a syntax error in SQL', async () => {
    const { stderr } = await refusesFiles(
      { '1.sql': good, '2.sql': `${things()}\nselect from where;\n` },
      '42601',
      /where/,
    )
    expect(stderr).toMatch(/in 2\.sql, line 10/)
  })

  test('a reference to an entity that is not there', async () => {
    await refusesFiles({ '2.sql': things() }, 'LSK24', /things refers to makers/)
  })

  test('and takes what is right', async () => {
    await stage.load({ '1.sql': good, '2.sql': things() })
    expect(await stage.result('sync')).toMatchObject({ in_step: true })
    expect(await stage.near`select from things where maker_id is not null`).toHaveLength(100)
  })

  test('other keys once rows are synced, and an entity that others refer to stays', async () => {
    const before = await stateCounts(stage)
    const again = await stage.load({ '2.sql': things({ source_key: `'{id,code}'` }) }, 2)
    expectRefusal(stage, again, { code: 'LSE07', names: /'things'/ })
    const drop = await stage.attempt('entity drop makers')
    expectRefusal(stage, drop, { code: 'LSE17', names: /things/ })
    expect(await stateCounts(stage)).toEqual(before)
  })
})
