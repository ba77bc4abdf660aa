/** Looking on: `lockstep status`, by notify, `lockstep metrics` and `checkpoint`, whoever drives the runs. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLockstep, type RunState } from '../src/index.ts'
import { refuses } from './lib/refusal.ts'
import { PEOPLE, staff } from './lib/staff.ts'
import { holding, openStage, prepare, type Stage, until, whileRunning } from './lib/stage.ts'
import type { Running } from './lib.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 15 })
  await prepare(stage, staff)
})
afterAll(() => stage?.stop())

const started = async (kind: string): Promise<string> => {
  const [row] = await stage.near`select lockstep.start_run(${kind})::text as run`
  return String(row?.run)
}

/** Steps as psql would, to the end or so many times. */
const step = async (run: string, times = 1000): Promise<void> => {
  for (let n = 0; n < times; n += 1) {
    const [row] = await stage.near`select status from lockstep.step(${run})`
    if (row?.status !== 'worked') return
  }
}

const hears = (running: Running, text: string | RegExp) =>
  whileRunning(
    running,
    until(async () => running.heard().search(text) >= 0),
  )

test('no run yet', async () => {
  expect((await stage.run('status')).stdout).toBe('no run yet\n')
})

test('a run that psql drives is watched to its end, a line for what is new', async () => {
  const run = await started('sync')
  const watching = stage.start(`status ${run} --watch --interval 0.1`)
  await hears(watching, 'sync pending   0 of 2 entities   0 of')
  await step(run, 6)
  await hears(watching, /sync running.*written/)
  await stage.run(`pause ${run}`)
  await hears(watching, 'sync paused')
  await stage.run(`resume ${run}`)
  await step(run)
  const { code, stdout, stderr } = await watching.ended
  expect(code).toBe(0)
  const lines = stdout.trimEnd().split('\n')
  expect(lines.at(-1)).toMatch(
    new RegExp(
      `^\\S+Z {3}run ${run} sync completed {3}2 of 2 entities {3}1 010 of 1 010 rows.* 1 010 written {3}0 at work$`,
    ),
  )
  expect(stderr).toMatch(new RegExp(`→ lockstep report ${run}`))
})

test('who works on what, and what is waited for', async () => {
  await stage.far`update person set name = 'hush later'`
  const run = await started('sync')
  await holding(stage, 'lock table people', async () => {
    const stepping = postgres(stage.target.url, {
      max: 1,
      onnotice: () => {},
      connection: { application_name: 'pg_cron' },
    })
    const steps = (async () => {
      for (let n = 0; n < 1000; n += 1) {
        const [row] = await stepping`select status from lockstep.step(${run})`
        if (row?.status !== 'worked') return
      }
    })()
    const lockstep = createLockstep({ targetUrl: stage.target.url })
    const isBlocked = async () => (await lockstep.state(BigInt(run))).workers[0]?.waitsFor
    await until(async () => (await isBlocked()) === 'relation')

    const state = await lockstep.state(BigInt(run))
    expect(state.workers).toMatchObject([
      { application: 'pg_cron', role: 'postgres', entity: 'people', waitsFor: 'relation' },
    ])
    expect(state.workers[0]?.pid).toBeGreaterThan(0)
    expect(state.workers[0]?.seconds).toBeGreaterThan(0)
    const { stdout } = await stage.run(`status ${run}`)
    expect(stdout).toMatch(/^run \d+ {3}sync {3}running {3}created .* last sign of life/m)
    expect(stdout).toMatch(/^entity +stage +progress +segments +rows +rows\/s +left +written/m)
    expect(stdout).toMatch(/^teams +remove +█{20} +99 % +1\/1 +10 /m)
    expect(stdout).toMatch(
      /^worker \d+ {3}people \w+.* since .* pg_cron, postgres {3}waits for a lock: relation$/m,
    )
    await lockstep.close()
    await stage.near`select pg_cancel_backend(${state.workers[0]?.pid ?? 0})`
    await expect(steps).rejects.toThrow(/canceling/)
    await stepping.end({ timeout: 1 })
  })
  await stage.near`
    update lockstep_state.run set heartbeat_at = now() - interval '5 minutes' where id = ${run}
  `
  expect((await stage.run(`status ${run}`)).stdout).toMatch(
    /5 min \d s ago[\s\S]*nobody works on it/,
  )
})

test('watched without a number: the run that is at work; stopped with Ctrl-C', async () => {
  const watching = stage.start('status --watch --interval 0.1 --json')
  await hears(watching, '"kind":"sync","status":"running"')
  watching.kill('SIGINT')
  const { code, stdout } = await watching.ended
  expect(code).toBe(0)
  const documents = stdout.trimEnd().split('\n')
  expect(documents).toHaveLength(1)
  expect(JSON.parse(documents[0] ?? '')).toMatchObject({
    status: 'running',
    entities: [{ entity: 'teams' }, { entity: 'people', rowsExpected: `${PEOPLE}` }],
    workers: [],
  })
})

test('a viewer may watch', async () => {
  const url = new URL(stage.target.url)
  await stage.near.unsafe(`create role watcher login password 'watcher'`)
  await stage.near.unsafe('grant lockstep_viewer to watcher')
  url.username = 'watcher'
  url.password = 'watcher'
  const lockstep = createLockstep({ targetUrl: url.href })
  const states: RunState[] = []
  for await (const state of lockstep.watch({ run: 1n })) states.push(state)
  expect(states).toMatchObject([{ run: { id: 1n, status: 'completed' } }])
  const pages = await lockstep.logs({ run: 1n, tail: 1 }).next()
  expect(pages.value).toMatchObject([{ message: 'run completed' }])
  await lockstep.close()
})

test('whoever listens is told, with counts and no content; unless it is switched off', async () => {
  const heard: Record<string, unknown>[] = []
  const listener = postgres(stage.target.url, { max: 1, onnotice: () => {} })
  await listener.listen('lockstep_progress', (text) => heard.push(JSON.parse(text)))
  try {
    await stage.run('sync')
    const { run } = await stage.result('compare')
    await until(async () =>
      heard.some((said) => said.run === Number(run) && said.status === 'completed'),
    )
    const of = (kind: string) => heard.filter((said) => said.kind === kind)
    expect(of('sync').at(-1)).toMatchObject({ entity: null, rejected: 0, written: PEOPLE })
    expect(of('compare')[0]).toMatchObject({ status: 'running', entity: expect.any(String) })
    expect(of('compare').at(-1)).toMatchObject({ status: 'completed', rows: PEOPLE + 10 })
    expect(JSON.stringify(heard)).not.toMatch(/hush/)

    await stage.near`update lockstep_state.setting set value = 'off' where name = 'progress_notify'`
    const before = heard.length
    await stage.run('compare')
    await stage.near`select pg_notify('lockstep_progress', '{"run": "the last"}')`
    await until(async () => heard.some((said) => said.run === 'the last'))
    expect(heard).toHaveLength(before + 1)
  } finally {
    await listener.end({ timeout: 1 })
  }
})

/** The exposition format, strictly: each name once, described before its samples, no series twice. */
const samplesOf = (text: string): ReadonlyMap<string, number> => {
  expect(text.endsWith('\n')).toBe(true)
  const samples = new Map<string, number>()
  const described = new Set<string>()
  let name = ''
  for (const line of text.trimEnd().split('\n')) {
    const [, help] = /^# HELP ([a-z_]+) \S.*$/.exec(line) ?? []
    const [, typed] = /^# TYPE ([a-z_]+) (?:counter|gauge)$/.exec(line) ?? []
    const [, series = '', of, value] =
      /^(([a-z_]+)(?:\{(?:[a-z_]+="(?:[^"\\\n]|\\["\\n])*",?)+\})?) (-?[\d.]+(?:e[+-]?\d+)?)$/.exec(
        line,
      ) ?? []
    if (help) {
      expect(described).not.toContain(help)
      described.add(help)
      name = help
    } else if (typed) expect(typed).toBe(name)
    else {
      expect(of, line).toBe(name)
      expect(samples.has(series), series).toBe(false)
      samples.set(series, Number(value))
    }
  }
  return samples
}

test('metrics, for Prometheus', async () => {
  const before = samplesOf((await stage.run('metrics')).stdout)
  const written = 'lockstep_rows_written_total{entity="people",kind="sync"}'
  await stage.far`update person set name = 'hush again' where id <= 30`
  await stage.run('sync')
  const { stdout } = await stage.run('metrics')
  const after = samplesOf(stdout)
  expect((after.get(written) ?? 0) - (before.get(written) ?? 0)).toBe(30)
  expect(after.get('lockstep_entity_rows{entity="people",state="source"}')).toBe(PEOPLE)
  expect(after.get('lockstep_last_run_success{kind="sync"}')).toBe(1)
  expect(after.get('lockstep_entity_lag_seconds{entity="teams"}')).toBeLessThan(600)
  expect(stdout).toMatch(/^lockstep_build_info\{version="\d/m)
  expect(stdout).not.toMatch(/hush/)

  const folder = mkdtempSync(join(tmpdir(), 'lockstep-metrics-'))
  const file = join(folder, 'lockstep.prom')
  await stage.run(`metrics --out ${file}`)
  expect([...samplesOf(readFileSync(file, 'utf8')).keys()]).toEqual([...after.keys()])
  expect((await stage.run(`metrics --out ${folder}`, 2)).stderr).toMatch(/LSK14/)
  expect(readdirSync(folder)).toEqual(['lockstep.prom'])
  rmSync(folder, { recursive: true })
  const { metrics } = JSON.parse((await stage.run('metrics --json')).stdout)
  expect(metrics).toHaveLength(after.size)
})

describe('checkpoints', () => {
  const listed = async (line = '', code = 0) =>
    JSON.parse((await stage.run(`checkpoint list --json${line}`, code)).stdout).checkpoints

  test('say where each entity stands, and what is stale', async () => {
    expect(await listed()).toMatchObject([
      { entity: 'people', openRun: null, stale: [] },
      { entity: 'teams', openRun: null, stale: [] },
    ])
    expect((await stage.run('checkpoint list')).stdout).toMatch(/✓ nothing is stale/)
    await stage.near`
      update lockstep_state.run set finished_at = finished_at - interval '3 days'
    `
    expect(await listed(' --stale --older-than 4d')).toEqual([])
    const { stdout } = await stage.run('checkpoint list --stale --older-than 2d', 1)
    expect(stdout).toMatch(/^people .* no sync for 3 d$/m)
    expect(stdout).toMatch(/✗ 2 entities of 2 stale/)
    const shown = await stage.run('checkpoint show people')
    expect(shown.stdout).toMatch(/ledger +1 000 rows, 0 to be dealt with as gone/)
    expect(shown.stdout).toMatch(/watermark +none/)
  })

  test('are reset only with --yes, and say before what that means', async () => {
    const { stdout, stderr } = await stage.run('checkpoint reset people --hashes', 1)
    expect(stdout).toMatch(/writes all of its 1000 rows once more, under their keys/)
    expect(stdout).toMatch(/✗ nothing is reset yet/)
    expect(stderr).toMatch(/→ lockstep checkpoint reset people --hashes --yes/)
    const keys = () => stage.near`select id, mail from people order by mail`
    const before = await keys()
    expect((await stage.result('sync')).entities).toMatchObject([
      { written: '0' },
      { written: '0' },
    ])
    await stage.run('checkpoint reset people --hashes --yes')
    expect((await stage.result('sync')).entities).toMatchObject([
      { written: '0' },
      { written: `${PEOPLE}`, update: `${PEOPLE}` },
    ])
    expect(await keys()).toEqual(before)
    await stage.run('checkpoint reset people --yes')
  })

  test('not while a step is at work', async () => {
    const run = await started('sync')
    const lock = `select pg_advisory_xact_lock_shared(lockstep_private.run_lock(${run}))`
    await stage.run(`pause ${run}`)
    await holding(stage, lock, () =>
      refuses(stage, 'checkpoint reset people --run --yes', { code: 'LSK33', names: /at work/ }),
    )
    expect((await stage.run('checkpoint reset people --run --yes')).stdout).toMatch(/begins anew/)
    await stage.run(`cancel ${run}`)
  })

  test.each([
    ['show nobody', 'LSE01'],
    ['reset nobody', 'LSE01'],
    ['reset people --run', 'LSK32'],
    ['reset people --run --hashes', 'LSK13'],
    ['list --older-than x', 'LSK13'],
  ])('bad input: %s', async (line, code) => {
    await refuses(stage, `checkpoint ${line}`, { code })
  })
})
