/** Sessions that get in each other's way: one run for each entity at a time, and no step is lost. */
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { bigPlot, doubles, rowsOf, shareSecret, steppingPids, wordsOf } from './lib/big.ts'
import { farDigest, nearDigest } from './lib/evidence.ts'
import { openStage, prepare, type Stage, until, whileRunning } from './lib/stage.ts'
import type { Running } from './lib.ts'

const ROWS = 30_000
const words = wordsOf('event')

let stage: Stage

const aside = { ...bigPlot('aside', 3_000) }

/** A session of its own at the target, so that it can hold a transaction open. */
const session = async <T>(does: (sql: postgres.ReservedSql) => Promise<T>): Promise<T> => {
  const pool = postgres(stage.target.url, { max: 1, onnotice: () => {} })
  const sql = await pool.reserve()
  try {
    return await does(sql)
  } finally {
    sql.release()
    await pool.end({ timeout: 1 })
  }
}

const statusOf = async (run: number): Promise<string> => {
  const [row] = await stage.near`select status from lockstep.runs where id = ${run}`
  return row?.status
}

const segmentsDone = async (): Promise<number> => {
  const [row] = await stage.near`
    select count(*)::int as n from lockstep_state.segment as s where s.run = 1 and s.is_done
  `
  return row?.n
}

const startRun = async (entities: readonly string[]): Promise<number> => {
  const [row] = await stage.near`
    select lockstep.start_run('sync', ${stage.near.array([...entities], 25)}) as run
  `
  return Number(row?.run)
}

const step = async (run: number): Promise<string> => {
  const [row] = await stage.near`select status from lockstep.step(${run})`
  return row?.status
}

/** The run gave no sign of life for long. */
const growOld = async (run: number) => {
  await stage.near`update lockstep_state.run set created_at = now() - interval '1 hour',
    heartbeat_at = now() - interval '61 s' where id = ${run}`
}

/** Waits until some session waits for a lock in such a statement. */
const untilWaiting = (statement: string) =>
  until(async () => {
    const [row] = await stage.near`
      select count(*)::int as n from pg_stat_activity
      where wait_event_type = 'Lock' and query like ${`%${statement}%`}
    `
    return row?.n > 0
  })

const startAfresh = async () => {
  await until(async () => (await steppingPids(stage)).length === 0)
  await stage.run('entity drop event')
  await stage.run('entity drop aside')
  await stage.near`truncate event, aside`
  await stage.near`truncate lockstep_state.run, lockstep_state.run_entity, lockstep_state.segment,
    lockstep_state.difference, lockstep_state.log restart identity cascade`
  await stage.load({
    'aside.sql': aside.mapping,
    'event.sql': bigPlot('event', ROWS).mapping,
  })
}

/** Starts a sync of small steps and returns it when some of the rows are there. */
const halfWay = async (): Promise<Running> => {
  const running = stage.start('sync event --batch-rows 500 --json')
  await whileRunning(
    running,
    until(async () => (await rowsOf(stage, 'event')) > 0.1 * ROWS),
  )
  return running
}

const expectWhole = async () => {
  expect(await nearDigest(stage, words.near)).toEqual(await farDigest(stage, words.far))
  expect(await doubles(stage, 'event')).toBe(0)
  const [ledger] = await stage.near`select count(*)::int as n from lockstep_ledger.event`
  expect(ledger?.n).toBe(ROWS)
}

/** Holds the target table, so that the next step of a run waits in the middle of its work. */
const withStepHeld = (does: (release: () => Promise<void>) => Promise<void>) =>
  session(async (holder) => {
    await holder`begin`
    await holder`lock table public.event in share mode`
    await does(async () => {
      await holder`commit`
    })
  })

beforeAll(async () => {
  stage = await openStage({ source: 16, target: 15 })
  await stage.far.unsafe(aside.source).simple()
  await stage.near.unsafe(aside.target).simple()
  await prepare(stage, bigPlot('event', ROWS))
  await stage.load({ 'aside.sql': aside.mapping })
  await shareSecret(stage)
})
afterAll(() => stage?.stop())
beforeEach(startAfresh)

describe('from another session', () => {
  test.each([
    ['pause', 'paused'],
    ['cancel', 'cancelled'],
  ])('%s acts within one step, and nothing is lost', async (verb, status) => {
    const running = await halfWay()
    await stage.near.unsafe(`select lockstep.${verb}_run(1)`)
    const before = await segmentsDone()
    expect((await running.ended).code).toBe(4)
    // two workers: each was in a step, and each might have begun one while we counted
    expect((await segmentsDone()) - before).toBeLessThanOrEqual(2)
    expect(await statusOf(1)).toBe(status)
    const rows = await rowsOf(stage, 'event')
    expect(rows).toBeLessThan(ROWS)
    expect(await doubles(stage, 'event')).toBe(0)
    if (status === 'paused') await stage.run('resume 1')
    expect(await stage.result('sync event')).toMatchObject({
      run: status === 'paused' ? '1' : '2',
      in_step: true,
    })
    await expectWhole()
    const [written] = await stage.near`
      select sum(s.written)::int as n from lockstep_state.segment as s where s.entity = 'event'
    `
    expect(written?.n).toBe(ROWS)
  })

  test('a pause that comes with the last step holds', async () => {
    const run = await startRun(['aside'])
    await session(async (other) => {
      await step(run)
      await stage.near`update lockstep_state.segment set is_done = true`
      await other`begin`
      await other`select lockstep.pause_run(${run})`
      const last = step(run)
      await untilWaiting('lockstep.step')
      await other`commit`
      expect(await last).toBe('paused')
    })
    expect(await statusOf(run)).toBe('paused')
    await stage.near`select lockstep.resume_run(${run})`
    expect(await step(run)).toBe('completed')
    await expect(stage.near`select lockstep.resume_run(${run})`).rejects.toMatchObject({
      code: 'LSJ06',
      hint: 'It is over. Start a new one: lockstep sync',
    })
  })

  test('of two orders at once the second finds what the first left', async () => {
    const run = await startRun(['event'])
    await session(async (other) => {
      await other`begin`
      await other`select lockstep.cancel_run(${run})`
      const paused = stage.near`select lockstep.pause_run(${run})`.catch((error) => error)
      await untilWaiting('lockstep.pause_run')
      await other`commit`
      expect(await paused).toMatchObject({ code: 'LSJ06' })
    })
    expect(await statusOf(run)).toBe('cancelled')
    await expect(stage.near`select lockstep.cancel_run(${run})`).rejects.toMatchObject({
      code: 'LSJ06',
    })
  })

  test('a run that is being cancelled is not taken up', async () => {
    const run = await startRun(['event'])
    await session(async (other) => {
      await other`begin`
      await other`select lockstep.cancel_run(${run})`
      const next = startRun(['event'])
      await untilWaiting('lockstep.start_run')
      await other`commit`
      expect(await next).toBe(run + 1)
    })
    expect(await statusOf(run)).toBe('cancelled')
  })
})

describe('a run whose runner is gone', () => {
  test('holds its entities for a minute, then another set takes them over', async () => {
    const running = await halfWay()
    running.kill('SIGKILL')
    await running.ended
    await until(async () => (await steppingPids(stage)).length === 0)
    const refused = await stage.attempt('sync')
    expect(refused.code).toBe(4)
    expect(refused.stderr).toMatch(
      /LSJ04 run 1 of postgres works on the same entities: running, last sign of life \d+ s ago/,
    )
    await growOld(1)
    expect(await stage.result('sync')).toMatchObject({ run: '2', in_step: true })
    expect(await statusOf(1)).toBe('cancelled')
    await expectWhole()
  })

  test('is taken up at once by a sync of the same set', async () => {
    const running = await halfWay()
    running.kill('SIGKILL')
    expect(await stage.result('sync event')).toMatchObject({ run: '1', in_step: true })
    await expectWhole()
  })
})

describe('two at once', () => {
  test('of sets that overlap: the second ends with 4 and says who', async () => {
    await withStepHeld(async (release) => {
      const running = stage.start('sync event')
      await untilWaiting('lockstep.step')
      const refused = await stage.attempt('sync')
      expect(refused.code).toBe(4)
      expect(refused.stderr).toMatch(/LSJ04 run 1 of postgres works on the same entities: /)
      expect(refused.stderr).toMatch(/→ Wait for it, or end it: lockstep cancel 1/)
      await release()
      expect((await running.ended).code).toBe(0)
    })
    await expectWhole()
  })

  test('of the same set: both work along, and no row is written twice', async () => {
    await withStepHeld(async (release) => {
      const line = 'sync event --workers 1 --batch-rows 500'
      const first = stage.start(line)
      await untilWaiting('lockstep.step')
      const second = stage.start(line)
      const isJoined = async () =>
        (await stage.near`select from lockstep.logs where message = 'sync resumed'`).length > 0
      await whileRunning(second, until(isJoined))
      await release()
      for (const { code, stderr } of [await first.ended, await second.ended]) {
        expect(code, stderr).toBe(0)
      }
    })
    expect(await stage.near`select id from lockstep_state.run`).toHaveLength(1)
    const [written] = await stage.near`
      select sum(s.written)::int as n from lockstep_state.segment as s
    `
    expect(written?.n).toBe(ROWS)
    await expectWhole()
  })
})

describe('a step at work', () => {
  test('keeps its run, however old its last sign of life is', async () => {
    await withStepHeld(async (release) => {
      const running = stage.start('sync event --workers 1')
      await untilWaiting('lockstep.step')
      await growOld(1)
      const refused = await stage.attempt('sync')
      expect(refused.code).toBe(4)
      expect(refused.stderr).toMatch(/LSJ04 run 1 of postgres .*: a step of it is at work/)
      expect(await statusOf(1)).toBe('running')
      await release()
      expect((await running.ended).code).toBe(0)
    })
    await expectWhole()
  })

  test('of a cancelled run keeps others away until it is through', async () => {
    await withStepHeld(async (release) => {
      const running = stage.start('sync event --workers 1')
      await untilWaiting('lockstep.step')
      await stage.near`select lockstep.cancel_run(1)`
      const refused = await stage.attempt('sync')
      expect(refused.code).toBe(4)
      expect(refused.stderr).toMatch(/it is cancelled, its last step is not through/)
      await release()
      expect((await running.ended).code).toBe(4)
    })
    expect(await stage.result('sync')).toMatchObject({ in_step: true })
    await expectWhole()
  })

  test('waits for whoever ends its run, and then does nothing', async () => {
    const old = await startRun(['event'])
    expect(await step(old)).toBe('worked')
    await growOld(old)
    await session(async (other) => {
      await other`begin`
      await other`select lockstep.start_run('sync', '{event,aside}')`
      const late = step(old)
      await untilWaiting('lockstep.step')
      await other`commit`
      expect(await late).toBe('cancelled')
    })
    expect(await rowsOf(stage, 'event')).toBe(0)
  })
})

describe('an entity that is another by now', () => {
  test('ends the run, and the next sync does it all', async () => {
    const running = await halfWay()
    // by SQL: the command takes a second to start, and the run may be through by then
    await stage.near.unsafe(bigPlot('event', ROWS).mapping.replace('"s.title"', '"upper(s.title)"'))
    const { code, stdout } = await running.ended
    expect(code, stdout).toBe(4)
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'LSJ08' } })
    expect(await stage.result('sync event')).toMatchObject({ run: '2', in_step: true })
    const [row] = await stage.near`
      select count(*)::int as n from event where title like 'TITLE %'
    `
    expect(row?.n).toBe(ROWS)
  })

  test('cannot be resumed, and says what to do', async () => {
    const run = await startRun(['event'])
    await stage.run('entity drop event')
    const ended = await stage.attempt(`resume ${run}`)
    expect(ended.code).toBe(4)
    expect(ended.stderr).toMatch(/LSJ08 run 1 cannot go on: .*'event'/)
    await stage.load({ 'event.sql': bigPlot('event', ROWS).mapping })
    expect(await stage.result('sync event')).toMatchObject({ run: '2', in_step: true })
  })
})
