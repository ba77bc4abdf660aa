/** Jobs by the command line, and by the runner alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { DEPLOY_LOCK } from '../src/db/connect.ts'
import { createLockstep } from '../src/index.ts'
import { staff } from './lib/staff.ts'
import { openStage, prepare, type Stage, until, whileRunning } from './lib/stage.ts'

let stage: Stage

const jobOf = async (name: string) =>
  JSON.parse((await stage.run(`job show ${name} --json`)).stdout)

/** A job is due at once, as if its time had come. */
const makeDue = (name: string) =>
  stage.near`update lockstep_state.job set next_run_at = now() where name = ${name}`

beforeAll(async () => {
  stage = await openStage({ source: 17, target: 18 })
  await prepare(stage, staff)
})
afterAll(() => stage?.stop())

test('a job from its definition to its end', async () => {
  expect((await stage.run('job list')).stdout).toBe('no job yet\n')
  const created = await stage.run(
    'job create staff --every daily --at 02:30 --zone Europe/Berlin --full-every weekly --verify validate --sample 0.5 --max-minutes 30',
  )
  expect(created.stdout).toMatch(
    /^✓ job staff is created {3}next run \d{4}-\d\d-\d\d 02:30 Europe\/Berlin\n$/,
  )
  expect(created.stderr).toMatch(/→ lockstep job work {6}nobody else calls jobs/)
  expect((await stage.run('job list')).stdout).toMatch(
    /staff {2}scheduled {2}daily at 02:30 {2}\d{4}-\d\d-\d\d 02:30 Europe\/Berlin/,
  )

  const ran = await stage.run('job run staff')
  expect(ran.stdout).toMatch(/^✓ job staff: succeeded {3}[\d ]+ rows, [\d ]+ written/)
  const { job, runs } = await jobOf('staff')
  expect(job).toMatchObject({
    state: 'scheduled',
    cron: '30 2 * * *',
    fullEvery: 'weekly',
    sample: 0.5,
    entities: null,
    runs: '1',
    succeeded: '1',
    lastOutcome: 'succeeded',
  })
  expect(runs).toMatchObject([{ isManual: true, isFull: true, outcome: 'succeeded' }])
  expect(await stage.result('compare')).toMatchObject({ in_step: true })
  const shown = (await stage.run('job show staff')).stdout
  expect(shown).toMatch(/verify +validate, a sample of 0.5\n/)
  expect(shown).toMatch(/all rows +weekly, others by watermarks\n/)

  expect((await stage.run('job pause staff')).stderr).toMatch(/→ lockstep job resume staff/)
  const paused = await stage.run('job run staff')
  expect(paused.stderr).toMatch(/job staff is paused, and stays so behind this run/)
  expect((await jobOf('staff')).job).toMatchObject({ state: 'paused', runs: '2' })
  await stage.run('job resume staff')
  expect((await jobOf('staff')).job.state).toBe('scheduled')
  await stage.run('job drop staff')
  expect((await stage.attempt('job show staff')).stderr).toMatch(/LSK27 there is no job 'staff'/)
})

test('what cannot be', async () => {
  const refused = async (line: string, words: RegExp) =>
    expect((await stage.run(line, 2)).stderr).toMatch(words)
  await refused('job create x --every 61m', /LSJ30 a job cannot be: schedule '61m'/)
  await refused('job create x --every daily --entities nobody', /LSE01/)
  await refused('job create x', /LSK13 required option '--every <schedule>'/)
  await stage.near`select lockstep.define_group('few', '{teams}')`
  await stage.run('job create one --every daily --group few')
  expect((await jobOf('one')).job.entities).toEqual(['teams'])
  await refused('job create two --every daily', /LSJ33 jobs 'two' and 'one' would sync .*: teams/)
  await refused('job create one --every daily', /LSJ31 job 'one' exists already/)
  await refused('job pause two', /LSJ32 job 'two' does not exist/)
  await refused('job work two', /LSK27/)
  await stage.run('job drop one')
})

test('what fails is told, with the exit code of the failure', async () => {
  await stage.run('job create staff --every daily')
  await stage.far`alter table person rename to persons`
  const failed = await stage.run('job run staff', 3)
  expect(failed.stdout).toMatch(/✗ job staff: failed/)
  expect((await jobOf('staff')).job).toMatchObject({ lastOutcome: 'failed', failures: 1 })
  await stage.far`alter table persons rename to person`
  expect((await stage.run('job run staff')).stdout).toMatch(/✓ job staff: succeeded/)
  expect((await jobOf('staff')).job).toMatchObject({ lastOutcome: 'succeeded', failures: 0 })
  await stage.run('job drop staff')
})

test('without pg_cron the runner does what is due', async () => {
  await stage.run('job create staff --every daily')
  expect((await stage.run('job work --once')).stderr).not.toMatch(/job staff:/)
  await makeDue('staff')
  expect((await stage.run('job work --once')).stderr).toMatch(/job staff: succeeded/)

  const worker = stage.start('job work')
  await stage.run('job run staff --no-wait')
  await whileRunning(
    worker,
    until(async () => /job staff: succeeded/.test(worker.said())),
  )
  // its session ends; it opens another
  await stage.near`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'lockstep' and query like '%lockstep.tick%'
  `
  await makeDue('staff')
  await whileRunning(
    worker,
    until(async () => (worker.said().match(/job staff: succeeded/g) ?? []).length === 2),
  )
  worker.kill('SIGTERM')
  const { code, stdout } = await worker.ended
  expect(code, worker.said()).toBe(0)
  expect(stdout).toMatch(/^job +state/)
  await stage.run('job drop staff')
})

test('a job that is dropped while somebody waits for it', async () => {
  await stage.run('job create staff --every daily')
  const lockstep = createLockstep({ targetUrl: stage.target.url })
  const waited = await stage.near.begin(async (sql) => {
    // as a deploy does: no tick begins
    await sql`select pg_advisory_xact_lock(${`${DEPLOY_LOCK}`}::bigint)`
    const run = lockstep.job.run('staff').catch((error: unknown) => error)
    await until(async () => (await jobOf('staff')).job.state === 'asked')
    await sql`select lockstep.drop_job('staff')`
    return { run }
  })
  expect(await waited.run).toMatchObject({ code: 'LSK28', exitCode: 2 })
  await lockstep.close()
})
