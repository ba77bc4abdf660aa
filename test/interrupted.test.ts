/** A first sync that is cut off, in every way there is, ends where an undisturbed one does. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bigPlot, doubles, rowsOf, shareSecret, steppingPids, wordsOf } from './lib/big.ts'
import { type Digest, farDigest, ledgerDigest, nearDigest, targetDigest } from './lib/evidence.ts'
import { openStage, prepare, type Stage, until, whileRunning } from './lib/stage.ts'
import type { Running } from './lib.ts'

const ROWS = 60_000
const words = wordsOf('event')

/** The entity's source key, and the target column that holds it. */
const keys = { id: 'legacy_id', token: 'token' } as const

let stage: Stage
let key: keyof typeof keys = 'id'
let undisturbed: readonly Digest[]

const endState = async () => [await targetDigest(stage), await ledgerDigest(stage)]

/** As if nothing had ever been synced. */
const startAfresh = async () => {
  await stage.run('entity drop event')
  await stage.near`truncate event`
  await stage.near`truncate lockstep_state.run, lockstep_state.run_entity, lockstep_state.segment,
    lockstep_state.difference restart identity cascade`
  await stage.load({ 'mapping.sql': bigPlot('event', ROWS, key).mapping })
}

/** Starts a sync of small steps and returns it when some of the rows are there. */
const halfWay = async (): Promise<Running> => {
  const running = stage.start('sync event --batch-rows 2000 --json')
  const has = async () => (await rowsOf(stage, 'event')) > 0.15 * ROWS
  await whileRunning(running, until(has))
  return running
}

/** Some rows are there, not all, none twice, and the ledger knows exactly those. */
const expectConsistent = async () => {
  const rows = await rowsOf(stage, 'event')
  expect(rows).toBeGreaterThan(0)
  expect(rows).toBeLessThan(ROWS)
  expect(await doubles(stage, 'event')).toBe(0)
  const [pairs] = await stage.near`
    select count(*)::int as n
    from event as t
    join lockstep_ledger.event as l on l.target_key = t.id and l.source_key = t.${stage.near(keys[key])}
  `
  expect(pairs?.n).toBe(rows)
  const [ledger] = await stage.near`select count(*)::int as n from lockstep_ledger.event`
  expect(ledger?.n).toBe(rows)
  const [noted] = await stage.near`
    select coalesce(sum(s.written), 0)::int as n from lockstep_state.segment as s where s.is_done
  `
  expect(noted?.n).toBe(rows)
}

const expectTheEnd = async (run: string) => {
  const last = await stage.result('sync')
  expect(last).toMatchObject({ run, state: 'completed', in_step: true })
  expect(last.entities).toMatchObject([
    { source_rows: `${ROWS}`, synced: `${ROWS}`, rejected: '0', accounted: true },
  ])
  expect(await nearDigest(stage, words.near)).toEqual(await farDigest(stage, words.far))
  expect(await endState()).toEqual(undisturbed)
}

/** Until the sessions of a dead runner are gone too. */
const untilQuiet = () => until(async () => (await steppingPids(stage)).length === 0)

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 17 })
  await prepare(stage, bigPlot('event', ROWS))
  await stage.far`create unique index on event (token)`
  await stage.run('link import legacy')
  await shareSecret(stage)
})
afterAll(() => stage?.stop())
beforeEach(startAfresh)

const syncUndisturbed = async () => {
  await startAfresh()
  expect(await stage.result('sync')).toMatchObject({ in_step: true })
  undisturbed = await endState()
}

const killRunner = async () => {
  const running = await halfWay()
  running.kill('SIGKILL')
  await running.ended
  await untilQuiet()
  await expectConsistent()
  await expectTheEnd('1')
}

const killRunnerAndServer = async () => {
  const running = await halfWay()
  running.kill('SIGKILL')
  await stage.target.cluster.crash()
  await running.ended
  await stage.target.cluster.restart()
  await expectConsistent()
  await expectTheEnd('1')
}

describe('cut off in the middle of the first sync:', () => {
  beforeAll(syncUndisturbed)

  test('Ctrl-C ends with 4, and the next sync resumes that run', async () => {
    const running = await halfWay()
    running.kill('SIGINT')
    const { code, stdout } = await running.ended
    expect(code).toBe(4)
    expect(JSON.parse(stdout)).toMatchObject({ run: '1', in_step: false })
    await expectConsistent()
    await expectTheEnd('1')
  })

  test('the runner is killed', killRunner)

  test('the runner is killed, and the next one starts before its sessions are gone', async () => {
    const running = await halfWay()
    running.kill('SIGKILL')
    await running.ended
    await expectTheEnd('1')
  })

  test('runner and server are killed at once', killRunnerAndServer)

  test('the sessions are ended, again and again', async () => {
    const running = await halfWay()
    for (let cut = 0; cut < 3; cut++) {
      const end = async () => {
        const pids = await steppingPids(stage)
        for (const pid of pids) await stage.near`select pg_terminate_backend(${pid})`
        return pids.length > 0
      }
      await whileRunning(running, until(end))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const { code, stderr } = await running.ended
    expect(code, stderr).toBe(0)
    await expectTheEnd('2')
  })

  test('the source is stopped, and the runner waits until it is back', async () => {
    const running = await halfWay()
    await stage.source.cluster.crash()
    await new Promise((resolve) => setTimeout(resolve, 2_000))
    await stage.source.cluster.restart()
    const { code, stdout, stderr } = await running.ended
    expect(code, stderr).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ run: '1', in_step: true })
    await expectTheEnd('2')
  })

  test('it is cancelled, and a new run takes over what is there', async () => {
    const running = await halfWay()
    // by SQL: the command takes a second to start, and the run may be through by then
    await stage.near`select lockstep.cancel_run(1)`
    expect((await running.ended).code).toBe(4)
    await expectConsistent()
    const kept = await stage.near`select id from event order by id limit 100`
    await expectTheEnd('2')
    const still =
      await stage.near`select id from event where id = any (${kept.map(({ id }) => id)})`
    expect(still).toHaveLength(100)
  })
})

describe('cut off in the middle of a first sync by a key that is no number:', () => {
  beforeAll(async () => {
    key = 'token'
    await syncUndisturbed()
  })

  test('the runner is killed', killRunner)

  test('runner and server are killed at once', killRunnerAndServer)
})
