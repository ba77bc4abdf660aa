/** Jobs by pg_cron, which fires for real; and schedules, held against another implementation of cron. */
import { Cron } from 'croner'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage, until } from './lib/stage.ts'

let stage: Stage

const runsOf = (job: string) => stage.near`
  select outcome, written::int as written from lockstep.job_runs where job = ${job} order by id
`

beforeAll(async () => {
  stage = await openStage({ source: 16, target: 15, targetFlavour: 'debian' })
  await prepare(stage, staff)
  expect((await stage.run('job create staff --every 1m')).stderr).toMatch(/pg_cron calls it/)
})
afterAll(() => stage?.stop())

/** Repeatable chance (mulberry32). */
const chance = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Auckland',
  'Africa/Casablanca',
  'America/Havana',
]
const HOUR = 3_600_000

const offsetAt = (zone: string, at: number): string | undefined =>
  new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')?.value

/** Does the wall clock of a zone jump within a day and a half of this moment? */
const jumpsAround = (zone: string, at: number): boolean =>
  offsetAt(zone, at - 36 * HOUR) !== offsetAt(zone, at + 36 * HOUR)

const randomCases = (count: number, seed: number) => {
  const below = chance(seed)
  const field = (low: number, high: number): string => {
    const from = low + below(high - low + 1)
    const to = from + below(high - from + 1)
    const forms = [
      '*',
      '*',
      `${from}`,
      `*/${1 + below(high)}`,
      `${from}-${to}`,
      `${from}-${to}/${1 + below(5)}`,
      `${to},${low + below(3)}-${from}`,
    ]
    return forms[below(from < low + 3 ? 6 : 7)] ?? '*'
  }
  const seldom = (low: number, high: number) => (below(3) === 0 ? field(low, high) : '*')
  return Array.from({ length: count }, () => ({
    cron: [field(0, 59), field(0, 23), seldom(1, 28), seldom(1, 12), seldom(0, 6)].join(' '),
    zone: ZONES[below(ZONES.length)] ?? 'UTC',
    after: new Date(Date.UTC(2024, 0, 1) + below(1200 * 24 * 60) * 60_000 + below(60_000)),
  }))
}

// Where daylight saving skips or repeats a time the two differ on purpose: next_times.sql says how.
test('schedules are those of croner', async () => {
  const cases = randomCases(400, 7)
  const found = await stage.near<{ at: Date | null }[]>`
    select lockstep_private.next_time(
        c.case ->> 'cron', 1, c.case ->> 'zone', (c.case ->> 'after')::timestamptz
      ) as at
    from jsonb_array_elements(${JSON.stringify(cases)}::text::jsonb) with ordinality as c ("case", n)
    order by c.n
  `
  const wrong = cases.flatMap(({ cron, zone, after }, n) => {
    const expected = new Cron(cron, { timezone: zone }).nextRun(after)
    const is = found[n]?.at ?? null
    if (expected?.getTime() === is?.getTime()) return []
    const moments = [after, expected, is].filter((moment) => moment !== null)
    return moments.some((moment) => jumpsAround(zone, moment.getTime()))
      ? []
      : [{ cron, zone, after, expected, is }]
  })
  expect(wrong).toEqual([])
  const quiet = cases.filter(({ zone, after }) => !jumpsAround(zone, after.getTime()))
  expect(quiet.length).toBeGreaterThan(350)
})

test('pg_cron does the work, as a role that is no superuser', { timeout: 150_000 }, async () => {
  await until(async () => (await runsOf('staff')).some(({ outcome }) => outcome !== null), 130)
  expect((await runsOf('staff'))[0]).toEqual({ outcome: 'succeeded', written: 1010 })
  const [entry] = await stage.near`
    select j.command, j.schedule, j.username, r.rolsuper
    from cron.job as j join pg_roles as r on r.rolname = j.username
  `
  expect(entry).toEqual({
    command: 'call lockstep.run_jobs()',
    schedule: '* * * * *',
    username: 'postgres',
    rolsuper: false,
  })
  const details = () => stage.near`select status, return_message from cron.job_run_details`
  await until(async () => (await details()).some(({ status }) => status === 'succeeded'))
  expect(await details()).toContainEqual({ status: 'succeeded', return_message: 'CALL' })
  expect(await stage.result('compare')).toMatchObject({ in_step: true })
})

test('a call works until its budget is spent, and the next goes on', async () => {
  await stage.near`select lockstep.unschedule_jobs()`
  await until(async () => (await runsOf('staff')).every(({ outcome }) => outcome !== null))
  await stage.run('job pause staff')
  const own = postgres(stage.target.url, { max: 1, onnotice: () => {} })
  const call = () => own`call lockstep.run_job('staff', '0 seconds')`
  await stage.far`update person set age = age + 1`
  await stage.near`select lockstep.start_job('staff')`
  await call()
  expect((await stage.near`select state from lockstep.jobs`)[0]).toEqual({ state: 'running' })

  // held by another session: it leaves at once, and the other one is not in its way
  await stage.near.begin(async (sql) => {
    await sql`select pg_advisory_xact_lock(lockstep_private.job_lock('staff'))`
    const steps = async () => (await own`select steps from lockstep.job_runs order by id desc`)[0]
    const before = await steps()
    await call()
    expect(await steps()).toEqual(before)
  })

  const state = { calls: 1 }
  await until(async () => {
    await call()
    state.calls += 1
    return (await runsOf('staff')).every(({ outcome }) => outcome !== null)
  })
  expect(state.calls).toBeGreaterThan(10)
  expect((await runsOf('staff')).at(-1)).toEqual({ outcome: 'succeeded', written: 1000 })
  await expect(own`call lockstep.run_job('nobody')`).rejects.toMatchObject({ code: 'LSJ32' })
  await own.end()
})

test('who pauses a job waits for its step', async () => {
  const own = postgres(stage.target.url, { max: 2, onnotice: () => {} })
  await stage.near`select lockstep.start_job('staff')`
  await own`call lockstep.run_job('staff', '0 seconds')`
  await stage.far`update person set age = age + 1`
  const waiting = (words: string) =>
    until(
      async () =>
        (
          await stage.near`
            select from pg_stat_activity
            where wait_event_type = 'Lock' and query like ${`%lockstep.${words}%`}
          `
        ).length > 0,
    )
  const both = await stage.near.begin(async (sql) => {
    await sql`lock table public.teams, public.people in share mode`
    const call = own`call lockstep.run_jobs()`.execute()
    await waiting('run_jobs')
    const pause = own`select lockstep.pause_job('staff')`.execute()
    await waiting('pause_job')
    return () => Promise.all([call, pause])
  })
  await both()
  expect((await stage.near`select state from lockstep.jobs`)[0]).toEqual({ state: 'paused' })
  await stage.near`select lockstep.start_job('staff')`
  await own`call lockstep.run_jobs()`
  expect((await runsOf('staff')).at(-1)).toMatchObject({ outcome: 'succeeded' })
  await own.end()
})

test('a statement that is cancelled is noted, and the call ends', async () => {
  const own = postgres(stage.target.url, { max: 1, onnotice: () => {} })
  await stage.near`select lockstep.start_job('staff')`
  await own`call lockstep.run_job('staff', '0 seconds')`
  await stage.far`update person set age = age + 1`
  await own`set statement_timeout = '1s'`
  await stage.near.begin(async (sql) => {
    await sql`lock table public.teams, public.people in share mode`
    await until(async () => {
      await own`call lockstep.run_jobs()`
      return (await runsOf('staff')).at(-1)?.outcome === 'failed'
    })
  })
  const [job] = await stage.near`
    select last_outcome, last_error_code, failures, next_run_at < now() + interval '61 s' as is_soon
    from lockstep.jobs
  `
  expect(job).toEqual({
    last_outcome: 'failed',
    last_error_code: '57014',
    failures: 1,
    is_soon: true,
  })
  await own`set statement_timeout = 0`
  await stage.near`select lockstep.start_job('staff')`
  await own`call lockstep.run_jobs()`
  expect((await runsOf('staff')).at(-1)).toMatchObject({ outcome: 'succeeded' })
  await own.end()
})

test('nothing depends on pg_cron', async () => {
  await expect(stage.near`select lockstep.schedule_jobs('30 seconds')`).rejects.toMatchObject({
    code: 'LSJ34',
    message: 'pg_cron cannot run jobs: version 1.4 knows no seconds',
  })
  await stage.near`select lockstep.schedule_jobs('*/2 * * * *')`
  expect(await stage.near`select schedule from cron.job`).toEqual([{ schedule: '*/2 * * * *' }])
  const admin = postgres(stage.target.adminUrl, { max: 1, onnotice: () => {} })
  await admin`drop extension pg_cron`
  await admin.end()
  await stage.near`select lockstep.start_job('staff')`
  expect((await stage.run('job work --once')).stderr).toMatch(/job staff: succeeded/)
  await stage.run('job drop staff')
})
