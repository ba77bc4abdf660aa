/** Wrong addresses, rights, names and numbers: each ends in one clear error, and nothing changes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startCluster } from '../scripts/lib/cluster.ts'
import { asking } from '../scripts/lib/evidence.ts'
import { expectDocument, refuses } from './lib/refusal.ts'
import { openStage, type Plot, prepare, type Stage, until } from './lib/stage.ts'
import { cli, type Running } from './lib.ts'

const plot: Plot = {
  source: `create table item (id int primary key, name text);
    insert into item select g, 'item ' || g from generate_series(1, 2000) as g`,
  target: 'create table items (id uuid primary key, name text)',
  mapping: `select lockstep.define_entity(entity => 'items', source => 'legacy.item', source_key => '{id}',
    target => 'public.items', columns => '{"name": "s.name"}');`,
}

let stage: Stage

/** A URL with something else in one place. */
const changed = (url: string, change: (url: URL) => void): string => {
  const other = new URL(url)
  change(other)
  return other.href
}

const addresses: readonly [string, (url: URL) => void, { target: string; source: string }][] = [
  ['port', (url) => Object.assign(url, { port: '1' }), { target: 'ECONNREFUSED', source: 'LSL06' }],
  [
    'host',
    (url) => Object.assign(url, { hostname: 'host.invalid' }),
    { target: 'ENOTFOUND|EAI_AGAIN', source: 'LSL06' },
  ],
  [
    'password',
    (url) => Object.assign(url, { password: 'wrong-secret' }),
    { target: '28P01', source: 'LSL08' },
  ],
  ['user', (url) => Object.assign(url, { username: 'x' }), { target: '28P01', source: 'LSL08' }],
  [
    'database',
    (url) => Object.assign(url, { pathname: '/nowhere' }),
    { target: '3D000', source: 'LSL07' },
  ],
  [
    'scheme',
    (url) => Object.assign(url, { href: url.href.replace(/^postgres/, 'mysql') }),
    { target: 'LSK09', source: 'LSK09' },
  ],
]

/** Another pair, whose source is stopped in the middle of a sync. */
let lost: Stage
let sync: Running

beforeAll(async () => {
  lost = await openStage({ source: 15, target: 16 })
  await prepare(lost, plot)
  sync = lost.start('sync --batch-rows 5 --workers 1 --retries 4 --json')
  await until(async () => (await lost.near`select from items`).length > 0)
  await lost.source.cluster.crash()

  stage = await openStage({ source: 16, target: 15 })
  await prepare(stage, plot)
})
afterAll(async () => {
  await stage?.stop()
  await lost?.stop()
})

describe('addresses', () => {
  test.each(addresses)('wrong %s of the target', async (_, change, { target }) => {
    await refuses(
      stage,
      'sync',
      { code: target },
      {
        LOCKSTEP_TARGET_URL: changed(stage.target.url, change),
      },
    )
  })

  test.each(addresses)('wrong %s of the source', async (_, change, { source }) => {
    await refuses(
      stage,
      'link create second --local-schema second',
      { code: source },
      {
        LOCKSTEP_SOURCE_URL: changed(stage.source.url(), change),
      },
    )
    expect(await stage.near`select srvname from pg_foreign_server`).toHaveLength(1)
    expect(await stage.near`select from pg_namespace where nspname = 'second'`).toHaveLength(0)
  })

  test('a target that is too old', async () => {
    const old = await startCluster({ major: 13 })
    try {
      await refuses(
        stage,
        'deploy',
        { code: 'LSK03', names: /PostgreSQL 13/ },
        {
          LOCKSTEP_TARGET_URL: old.superUrl(),
        },
      )
    } finally {
      await old.stop()
    }
  })
})

describe('links', () => {
  test.each([
    ['link create', 'LSL02', /'legacy'/],
    ['link create second', 'LSL04', /'legacy'/],
    ['link create Second', 'LSL03', /'Second'/],
    ['link create second --local-schema second --schema nowhere', 'LSL14', /nowhere/],
    ['link create second --local-schema pg_mine', 'LSL04', /'pg_mine'/],
    ['link import nope', 'LSL01', /'nope'/],
    ['link check nope', 'LSL01', /'nope'/],
    ['link drop nope', 'LSL01', /'nope'/],
    ['link drop legacy', 'LSL16', /'legacy'/],
  ])('lockstep %s is %s', async (line, code, names) => {
    await refuses(stage, line, { code, names })
  })

  test('without the right to use the wrapper', async () => {
    await asking(
      stage.target.adminUrl,
      (sql) => sql`revoke usage on foreign data wrapper postgres_fdw from postgres cascade`,
    )
    try {
      await refuses(stage, 'link create second --local-schema second', {
        code: 'LSL05',
        names: /grant usage on foreign data wrapper/,
      })
    } finally {
      await asking(
        stage.target.adminUrl,
        (sql) =>
          sql`grant usage on foreign data wrapper postgres_fdw to postgres with grant option`,
      )
    }
  })

  test('without the extension, and without the right to create it', async () => {
    await stage.near`create database bare`
    const url = changed(stage.target.url, (u) => Object.assign(u, { pathname: '/bare' }))
    expect((await cli(['deploy'], { LOCKSTEP_TARGET_URL: url })).code).toBe(0)
    await refuses(
      stage,
      'link create',
      { code: 'LSL05', names: /create extension/ },
      {
        LOCKSTEP_TARGET_URL: url,
      },
    )
    await refuses(stage, 'sync', { code: 'LSJ02' }, { LOCKSTEP_TARGET_URL: url })
    await refuses(stage, 'report', { code: 'LSK12' }, { LOCKSTEP_TARGET_URL: url })
  })
})

describe('runs', () => {
  test.each([
    ['sync nope', 'LSE01', /nope/],
    ['sync items nope', 'LSE01', /nope/],
    ['compare nope', 'LSE01', /nope/],
    ['detect nope', 'LSE01', /nope/],
    ['status 4711', 'LSJ05', /4711/],
    ['report 4711', 'LSJ05', /4711/],
    ['pause 4711', 'LSJ05', /4711/],
    ['resume 4711', 'LSJ05', /4711/],
    ['cancel 4711', 'LSJ05', /4711/],
    ['sync --workers 0', 'LSK13', /workers/],
    ['sync --workers many', 'LSK13', /workers/],
    ['sync --batch-rows -1', 'LSK13', /batch-rows/],
    ['sync --batch-rows 2000000', 'LSJ01|LSK13', /batch.rows/],
    ['detect --since rubbish', 'LSK13', /since/],
    ['detect --since 2024-13-01', 'LSK13', /since/],
    ['nonsense', 'LSK13', /nonsense/],
    ['sync --nonsense', 'LSK13', /nonsense/],
    ['entity check nope', 'LSE01', /nope/],
    ['entity drop nope', 'LSE01', /nope/],
  ])('lockstep %s is %s', async (line, code, names) => {
    await refuses(stage, line, { code, names })
  })
})

describe('a source that is stopped in the middle of a sync', { timeout: 150_000 }, () => {
  test('ends it with a hint', async () => {
    const ended = await sync.ended
    expectDocument(lost, ended, { code: '08001|08006', exit: 4 })
    expect(ended.stderr).toMatch(/trying again/)
    expect((await lost.near`select from items`).length).toBeLessThan(2000)
  })

  test('and the next one resumes that run', async () => {
    await lost.source.cluster.restart()
    expect(await lost.result('sync')).toMatchObject({ run: '1', in_step: true })
    expect(await lost.near`select from items`).toHaveLength(2000)
  })
})
