/** Commands about runs: what they refuse, how a sync is cut short and taken up, by which number. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLockstep } from '../src/index.ts'
import { stateCounts } from './lib/evidence.ts'
import { refuses } from './lib/refusal.ts'
import { PEOPLE, slowly, staff } from './lib/staff.ts'
import { openStage, prepare, type Stage, until, whileRunning } from './lib/stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 16 })
  await prepare(stage, staff)
})
afterAll(() => stage?.stop())

/** A new run, without anybody who steps it. */
const started = async (kind: string): Promise<string> => {
  const [row] = await stage.near`select lockstep.start_run(${kind})::text as run`
  return String(row?.run)
}

const statusOf = async (run: string) => {
  const [row] = await stage.near`select status from lockstep.runs where id = ${run}`
  return row?.status
}

const peopleHere = async () => (await stage.near`select from people`).length

describe('a sync with a limit of time', () => {
  test('stops with exit code 4, says so, and the same command ends it', async () => {
    const first = await slowly(stage, () => stage.run('sync --for 2s --workers 1', 4))
    expect(first.stderr).toMatch(/^the time is over: stopping after the current step$/m)
    expect(first.stdout).toMatch(/✗ run 1 stopped/)
    expect(first.stderr).toMatch(/→ lockstep sync --for 2s {6}resumes run 1/)
    const there = await peopleHere()
    expect(there).toBeGreaterThan(0)
    expect(there).toBeLessThan(PEOPLE)

    const second = await stage.result('sync --for 1h')
    expect(second).toMatchObject({ run: '1', in_step: true, ending: 'completed' })
    expect(await peopleHere()).toBe(PEOPLE)
  })

  test('does not wait for that time when it is through', async () => {
    const start = performance.now()
    await stage.run('sync --for 20d')
    expect(performance.now() - start).toBeLessThan(60_000)
  })
})

describe('sync --resume', () => {
  beforeAll(async () => {
    await stage.far`update person set name = 'hush again'`
  })

  test('goes on with a paused run', async () => {
    const run = await started('sync')
    expect((await stage.run(`pause ${run}`)).stderr).toMatch(new RegExp(`→ lockstep resume ${run}`))
    const resumed = await stage.run(`resume ${run}`)
    expect(resumed.stderr).toMatch(new RegExp(`→ lockstep sync --resume ${run}`))
    await stage.run(`pause ${run}`)
    expect(await stage.result(`sync --resume ${run}`)).toMatchObject({ run, in_step: true })
    expect(await stage.near`select from people where name <> 'hush again'`).toHaveLength(0)
  })

  test('works along with another that works on it', async () => {
    await stage.far`update person set name = 'hush once more'`
    const run = await started('sync')
    const [one, other] = await slowly(stage, async () => {
      const running = stage.start(`sync --resume ${run} --workers 1 --json`)
      await whileRunning(
        running,
        until(async () => {
          const rows = await stage.near`select from people where name = 'hush once more'`
          return rows.length > 0
        }),
      )
      return Promise.all([running.ended, stage.run(`sync --resume ${run} --workers 1 --json`)])
    })
    for (const { stdout } of [one, other])
      expect(JSON.parse(stdout)).toMatchObject({ run, state: 'completed', in_step: true })
    expect(await stage.near`select from people where name <> 'hush once more'`).toHaveLength(0)
    const [double] = await stage.near`
      select max(n)::int as most
      from (
        select count(*) as n from lockstep_state.overwritten
        where run = ${run} group by entity, source_key
      ) as x
    `
    expect(double?.most).toBe(1)
  })

  test('for programs', async () => {
    const run = await started('sync')
    const lockstep = createLockstep({ targetUrl: stage.target.url })
    try {
      expect(await lockstep.resume(BigInt(run))).toMatchObject({ run, ending: 'completed' })
      await expect(lockstep.resume(BigInt(run))).rejects.toMatchObject({ code: 'LSJ06' })
    } finally {
      await lockstep.close()
    }
  })
})

describe('a run that is not there (LSJ05)', () => {
  test.each([
    'status',
    'report',
    'pause',
    'resume',
    'cancel',
    'sync --resume',
    'undo',
    'conflicts',
    'rejects --run',
  ])('lockstep %s 4711', async (line) => {
    await refuses(stage, `${line} 4711`, { code: 'LSJ05', names: /4711/ })
  })
})

describe('a run in the wrong state', () => {
  test('is over: it is not resumed, paused or cancelled (LSJ06)', async () => {
    const { run } = await stage.result('sync')
    for (const line of ['resume', 'sync --resume', 'pause', 'cancel'])
      await refuses(stage, `${line} ${run}`, { code: 'LSJ06', names: /completed/ })
    expect(await statusOf(run)).toBe('completed')
  })

  test('was cancelled: not once more, nor resumed', async () => {
    const run = await started('sync')
    expect((await stage.run(`cancel ${run}`)).stdout).toMatch(/cancelled/)
    for (const line of ['cancel', 'sync --resume', 'resume', 'pause'])
      await refuses(stage, `${line} ${run}`, { code: 'LSJ06', names: /cancelled/ })
  })

  test('is no sync (LSK17)', async () => {
    const { run } = await stage.result('compare')
    await refuses(stage, `sync --resume ${run}`, { code: 'LSK17', names: /compare/ })
  })

  test('is in progress: it is not undone (LSJ07)', async () => {
    const run = await started('sync')
    await refuses(stage, `undo ${run}`, { code: 'LSJ07', names: /pending/ })
    await stage.near`select lockstep.step(${run})`
    await refuses(stage, `undo ${run} --dry-run`, { code: 'LSJ07', names: /running/ })
    await stage.run(`pause ${run}`)
    await refuses(stage, `undo ${run} --force`, { code: 'LSJ07', names: /paused/ })
    await stage.run(`cancel ${run}`)
  })

  test('wrote nothing: there is nothing to undo (LSJ07)', async () => {
    for (const line of ['compare', 'detect', 'sync --dry-run']) {
      const { run } = await stage.result(line)
      await refuses(stage, `undo ${run}`, { code: 'LSJ07', names: /wrote nothing/ })
    }
  })

  test('was pruned: it cannot be undone (LSJ07)', async () => {
    await stage.far`update person set name = 'hush' where id = 1`
    const { run } = await stage.result('sync')
    await stage.run('prune --older-than 0d')
    await refuses(stage, `undo ${run}`, { code: 'LSJ07', names: /pruned/ })
  })
})

describe('a part of a run', () => {
  test.each([
    ['undo RUN --entity nope', 'LSE01', /nope/],
    ['conflicts RUN --entity nope', 'LSE01', /nope/],
    ['rejects nope', 'LSE01', /nope/],
    ['rejects people nope', 'LSE01', /nope/],
    ['undo RUN --key 1', 'LSJ07', /one entity/],
    ['undo RUN --entity people --entity teams --key 1', 'LSJ07', /one entity/],
    ['undo RUN --entity people --key 1 2', 'LSJ07', /does not fit/],
  ])('%s is %s', async (line, code, names) => {
    await stage.far`update person set name = name || '!' where id = 2`
    const { run } = await stage.result('sync')
    await refuses(stage, line.replace('RUN', run), { code, names })
  })

  test('a key that the run did not write is no error, and changes nothing', async () => {
    const { run } = await stage.result('sync')
    const { stdout } = await stage.run(`undo ${run} --entity people --key 4711`)
    expect(stdout).toMatch(/✓ 0 rows put back/)
  })
})

describe('numbers and times that make no sense (LSK13)', () => {
  test.each([
    'sync --workers NaN',
    'sync --batch-rows -1',
    'sync --for abc',
    'sync people --resume 1',
    'sync --resume 1 --dry-run',
    'undo -1',
    'rejects --rows 1e99',
    'conflicts 1 --limit -5',
    'prune --older-than -1d',
  ])('lockstep %s', async (line) => {
    await refuses(stage, line, { code: 'LSK13' })
  })

  test('nor does the database take them', async () => {
    const before = await stateCounts(stage)
    const refused = (text: string) => stage.near.unsafe(text).catch(({ code }) => code)
    expect(await refused(`select lockstep.prune('-1 day')`)).toBe('LSJ10')
    expect(await refused(`select lockstep.prune(null)`)).toBe('LSJ10')
    expect(await refused(`select lockstep.prune('1 day', 0)`)).toBe('LSJ10')
    expect(
      await refused(`select lockstep.start_run('sync', options => '{"batch_rows": -1}')`),
    ).toBe('LSJ01')
    expect(await refused(`select lockstep.start_run('undo')`)).toBe('LSJ01')
    expect(await refused('select lockstep.start_undo(4711)')).toBe('LSJ05')
    expect(await refused(`select lockstep.reject_causes('{people,nope}')`)).toBe('LSE01')
    expect(await refused('select lockstep.reject_causes(null, 4711)')).toBe('LSJ05')
    expect(await stateCounts(stage)).toEqual(before)
  })
})
