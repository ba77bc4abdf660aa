/** A sync on an unchanged source writes no target row, whatever the keys and references. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  farDigest,
  ledgerDigest,
  nearDigest,
  targetDigest,
  totalOf,
  writesIn,
} from './lib/evidence.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'
import { ANIMALS, expected, found, zoo } from './lib/zoo.ts'

describe.each([
  { source: 17, target: 15 },
  { source: 13, target: 18 },
])('source $source, target $target', ({ source, target }) => {
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage({ source, target })
    await prepare(stage, zoo)
  })
  afterAll(() => stage?.stop())

  test('the first sync brings every row over, once', async () => {
    const { entities, in_step } = await stage.result('sync')
    expect(in_step).toBe(true)
    expect(entities.filter(({ accounted }) => !accounted)).toEqual([])
    expect(await nearDigest(stage, found)).toEqual(await farDigest(stage, expected))
    const [animals] = await stage.near`select count(*)::int as n from animals`
    expect(animals?.n).toBe(ANIMALS)
  })

  test.each(['sync', 'sync --workers 4', 'sync --batch-rows 700', 'sync animals', 'compare'])(
    '%s then writes none',
    async (line) => {
      const before = await writesIn(stage)
      const rows = await targetDigest(stage)
      const ledgers = await ledgerDigest(stage)
      const { in_step, entities } = await stage.result(line)
      expect(in_step).toBe(true)
      expect(entities.map(({ written }) => written)).toEqual(entities.map(() => '0'))
      expect(await writesIn(stage)).toEqual(before)
      expect(totalOf(before)).toBeGreaterThan(ANIMALS)
      expect(await targetDigest(stage)).toEqual(rows)
      expect(await ledgerDigest(stage)).toEqual(ledgers)
    },
  )

  test('nor does it write the ledger', async () => {
    const before = await writesIn(stage, 'lockstep_ledger')
    await stage.run('sync')
    expect(await writesIn(stage, 'lockstep_ledger')).toEqual(before)
  })

  test('one changed row is one row written', async () => {
    const before = await writesIn(stage)
    await stage.far`update animal set name = 'Rex' where id = 77`
    await stage.run('sync')
    const after = await writesIn(stage)
    expect(totalOf(after) - totalOf(before)).toBe(1)
    expect(Number(after.animals) - Number(before.animals)).toBe(1)
    expect(await nearDigest(stage, found)).toEqual(await farDigest(stage, expected))
  })

  test('a change that the mapping does not see writes none', async () => {
    await stage.far`alter table visit add column mood text`
    await stage.far`update visit set mood = 'good'`
    const before = await writesIn(stage)
    expect(await stage.result('sync')).toMatchObject({ in_step: true })
    expect(await writesIn(stage)).toEqual(before)
  })
})
