/** A source that changes while it is synced: every sync ends, and none leaves a row behind for good. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { farDigest, nearDigest } from './lib/evidence.ts'
import { had, market, openMarket, wanted } from './lib/market.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'

let stage: Stage

const LINE = 'sync --allow-deletes --workers 2 --batch-rows 500'

/** Syncs while others write. Rows may be refused, but each is accounted for. */
const syncLive = async (line: string) => {
  const { code, stdout, stderr } = await stage.attempt(`${line} --json`)
  expect([0, 1], stderr + stdout).toContain(code)
  const { state, entities } = JSON.parse(stdout)
  expect(state).toBe('completed')
  const unaccounted = entities.filter((entity: { accounted: boolean }) => !entity.accounted)
  return { entities, unaccounted }
}

const expectInStep = async () => {
  expect(await stage.result(LINE)).toMatchObject({ in_step: true })
  expect(await nearDigest(stage, had)).toEqual(await farDigest(stage, wanted))
  expect(await stage.result('compare')).toMatchObject({ in_step: true })
}

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 15 })
  await prepare(stage, market)
})
afterAll(() => stage?.stop())

describe('while others write to the source', () => {
  test('the first sync and those after it end, account for each row, and one more heals all', {
    timeout: 180_000,
  }, async () => {
    const close = openMarket(stage)
    const unaccounted = []
    try {
      for (let round = 0; round < 3; round++) {
        unaccounted.push(...(await syncLive(LINE)).unaccounted)
      }
    } finally {
      expect(await close()).toBeGreaterThan(100)
    }
    expect(unaccounted).toEqual([])
    await expectInStep()
  })

  test('syncs by watermark miss nothing that was written, however late it was committed', {
    timeout: 180_000,
  }, async () => {
    await stage.near`update lockstep_state.setting set value = '1 second' where name = 'watermark_overlap'`
    await stage.run(LINE)
    const close = openMarket(stage)
    const line = 'sync shelves boxes items --watermark --batch-rows 500'
    const isWhole = []
    try {
      for (let round = 0; round < 5; round++) {
        const { code, stdout, stderr } = await stage.attempt(`${line} --json`)
        expect([0, 1], stderr + stdout).toContain(code)
        const [row] = await stage.near`
          select bool_or(since is null) as whole from lockstep.run_entities
          where run = ${JSON.parse(stdout).run}
        `
        isWhole.push(row?.whole)
      }
    } finally {
      expect(await close()).toBeGreaterThan(50)
    }
    expect(isWhole.slice(2)).toEqual([false, false, false])
    expect(await stage.result(line)).toMatchObject({ in_step: true })
    for (const table of ['shelves', 'boxes', 'items']) {
      const there = await stage.far.unsafe(`select r::text from (${wanted[table]}) as r`)
      const here = await stage.near.unsafe(`select r::text from (${had[table]}) as r`)
      const rows = new Set(here.map(({ r }) => r))
      expect(there.filter(({ r }) => !rows.has(r))).toEqual([])
    }
    await expectInStep()
  })
})
