/** Many workers, many runners: the end is the same, and no row comes twice. */
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Digest,
  farDigest,
  ledgerDigest,
  nearDigest,
  targetDigest,
  totalOf,
  writesIn,
} from './lib/evidence.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'
import { expected, found, zoo } from './lib/zoo.ts'

let stage: Stage
let alone: readonly Digest[]

const TABLES = [
  'keepers',
  'houses',
  'species',
  'animals',
  'feedings',
  'visits',
  'diplomas',
  'posters',
]

/** Rows in all target tables. */
const rows = async (): Promise<number> => {
  const counts = await Promise.all(
    TABLES.map((table) => stage.near.unsafe(`select count(*)::int as n from public.${table}`)),
  )
  return counts.reduce((sum, [row]) => sum + row?.n, 0)
}

/** Posters get random keys: their own keys are left out. */
const endState = async () => {
  const { 'public.posters': _, ...tables } = await targetDigest(stage)
  const { 'lockstep_ledger.posters': __, ...ledgers } = await ledgerDigest(stage)
  return [tables, ledgers]
}

const expectWhole = async () => {
  expect(await nearDigest(stage, found)).toEqual(await farDigest(stage, expected))
  expect(await endState()).toEqual(alone)
}

/** As if nothing had ever been synced; the secret that keys come from stays. */
const startAfresh = async () => {
  await stage.near
    .unsafe(`
    truncate ${TABLES.join(', ')} restart identity;
    truncate lockstep_state.run, lockstep_state.run_entity, lockstep_state.segment, lockstep_state.difference cascade;
    truncate ${TABLES.map((table) => `lockstep_ledger.${table}`).join(', ')};
  `)
    .simple()
}

beforeAll(async () => {
  stage = await openStage({ source: 18, target: 15 })
  await prepare(stage, zoo)
  await stage.run('sync --workers 1 --batch-rows 500')
  alone = await endState()
})
afterAll(() => stage?.stop())

describe('four workers', () => {
  test('end where one does', async () => {
    await startAfresh()
    const before = totalOf(await writesIn(stage))
    expect(await stage.result('sync --workers 4 --batch-rows 300')).toMatchObject({ in_step: true })
    await expectWhole()
    const written = totalOf(await writesIn(stage)) - before
    expect(written).toBeGreaterThanOrEqual(await rows())
    // keepers and houses refer to each other: those are written again
    expect(written).toBeLessThanOrEqual((await rows()) + 240)
  })

  test('are no more than the server has connections for', async () => {
    const { stderr } = await stage.run('sync --workers 500')
    expect(stderr).toMatch(/\d+ of 500 workers: the server has no more connections/)
  })
})

describe('two runners at once', () => {
  test.each([
    ['everything', 'sync --batch-rows 300', 'sync --batch-rows 300'],
    ['a part and everything', 'sync animals --batch-rows 200', 'sync'],
  ])('of %s end well, and no row comes twice', async (_, ...lines) => {
    await startAfresh()
    const ended = await Promise.all(lines.map((line) => stage.attempt(line)))
    for (const { code, stderr } of ended) {
      if (code !== 0) {
        expect(stderr).toMatch(/^✗ LSJ\d\d .*\n(.*\n)* {2}→ \S/m)
        expect(code).toBe(4)
      }
    }
    expect(ended.some(({ code }) => code === 0)).toBe(true)
    await stage.run('sync')
    await expectWhole()
  })

  test('of which one compares disturb nobody', async () => {
    await startAfresh()
    const [synced, compared] = await Promise.all([
      stage.attempt('sync --batch-rows 300'),
      stage.attempt('compare'),
    ])
    expect(synced.code, synced.stderr).toBe(0)
    expect([0, 1], compared.stderr).toContain(compared.code)
    await expectWhole()
  })

  test('that deploy end well', async () => {
    const ended = await Promise.all(['deploy', 'deploy --json'].map((line) => stage.attempt(line)))
    expect(ended.map(({ code }) => code)).toEqual([0, 0])
    expect(await stage.result('compare')).toMatchObject({ in_step: true })
  })

  test('that load the same mapping end well', async () => {
    const ended = await Promise.all([1, 2].map(() => stage.load({ 'zoo.sql': zoo.mapping })))
    for (const { stdout } of ended) expect(stdout).toMatch(/animals +unchanged/)
    expect(await stage.result('sync')).toMatchObject({ in_step: true })
  })

  test('of which one deploys during a sync harm nothing', async () => {
    await startAfresh()
    const running = stage.start('sync --batch-rows 200')
    const deployed = await stage.attempt('deploy')
    const { code, stderr } = await running.ended
    expect(deployed.code, deployed.stderr).toBe(0)
    expect([0, 3, 4], stderr).toContain(code)
    expect(stderr).not.toMatch(/^\s+at /m)
    await stage.run('sync')
    await expectWhole()
  })
})

describe('changes on both sides while runners work', () => {
  test('leave no row behind', async () => {
    await startAfresh()
    const running = stage.start('sync --workers 4 --batch-rows 200')
    for (let round = 1; round <= 20; round++) {
      await stage.far`update animal set weight = weight + ${round} where id % 20 = ${round % 20}`
      await stage.far`insert into animal (id, name) values (${100_000 + round}, 'late') on conflict do nothing`
      await stage.far`delete from feeding where animal_id = ${round * 3} and note is not null`
    }
    const { code, stderr } = await running.ended
    expect([0, 1], stderr).toContain(code)
    expect(await stage.result('sync')).toMatchObject({ in_step: true })
    expect(await nearDigest(stage, found)).toEqual(await farDigest(stage, expected))
    expect(await stage.result('compare')).toMatchObject({ in_step: true })
  })
})

describe('rows that a step is writing', () => {
  test('may be referred to meanwhile, by the application and by other workers', async () => {
    await stage.far`update species set latin = latin || '.'`
    const pool = postgres(stage.target.url, { max: 1, onnotice: () => {} })
    const held = await pool.reserve()
    try {
      await held`begin`
      const [row] = await held`select lockstep.start_run('sync', '{species}') as run`
      let written = 0
      for (let status = 'worked'; status === 'worked'; ) {
        const [step] = await held`select status, written from lockstep.step(${row?.run})`
        status = step?.status
        written += Number(step?.written ?? 0)
      }
      expect(written).toBe(300)
      await stage.near.begin(async (app) => {
        await app`set local lock_timeout = '10s'`
        const [{ n } = { n: 0 }] = await app`
          with born as (
            insert into animals (id, species_id) select gen_random_uuid(), s.id from species as s
            returning 1
          )
          select count(*)::int as n from born
        `
        expect(n).toBe(300)
        await app`delete from animals where legacy_id is null`
      })
      await held`commit`
    } finally {
      held.release()
      await pool.end({ timeout: 1 })
    }
    expect(await stage.result('compare')).toMatchObject({ in_step: true })
  })
})
