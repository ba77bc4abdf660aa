/** `lockstep logs`: what runs leave in the log, how it is filtered, exported and followed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLockstep, type LogEntry } from '../src/index.ts'
import { refuses } from './lib/refusal.ts'
import { PEOPLE, slowly, staff } from './lib/staff.ts'
import { openStage, prepare, type Stage, until, whileRunning } from './lib/stage.ts'
import { cli, type Running, startCli } from './lib.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage({ source: 15, target: 15 })
  await prepare(stage, staff)
  await stage.far`update person set age = 170 where id in (7, 8)`
  await stage.run('sync --workers 1', 1)
})
afterAll(() => stage?.stop())

/** Entries as JSON lines. */
const entriesOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const entries = async (line: string) =>
  entriesOf((await stage.run(`logs --format json ${line}`)).stdout)

const messages = async (line: string) => (await entries(line)).map(({ message }) => message)

describe('what a sync leaves', () => {
  test('stands there in order, with counts', async () => {
    expect(await messages('--run 1')).toEqual([
      'sync started',
      'rows refused in a segment',
      'entity finished',
      'rows rejected',
      'entity finished',
      'run completed',
    ])
    const [last] = (await entries('--run 1')).slice(-1)
    expect(last).toMatchObject({
      run: '1',
      kind: 'sync',
      entity: null,
      level: 'info',
      detail: { rows: PEOPLE + 10, written: PEOPLE + 8, rejected: 2 },
    })
    expect(last.at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  })

  test('for people: a line each', async () => {
    const { stdout } = await stage.run('logs --level warning')
    expect(stdout).toMatch(
      /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} {2}warning {2}run 1 sync {7}people: rows rejected {2}.*sqlstate=23514/m,
    )
    expect(stdout).not.toMatch(/completed/)
  })

  test('never holds content of rows', async () => {
    const { stdout } = await stage.run('logs --level debug')
    expect(stdout).toMatch(/entity started/)
    expect(stdout).not.toMatch(/hush/)
  })
})

describe('is chosen', () => {
  test.each([
    ['--level debug --entity teams', ['entity started', 'entity finished']],
    ['--entity teams --entity nobody', ['entity finished']],
    ['--grep PEOPLE_AGE', ['rows rejected']],
    ['--grep 23514 --run 1', ['rows rejected']],
    ['--grep %', []],
    ['--tail 2 --run 1', ['entity finished', 'run completed']],
    ['--since 1h --level error', []],
    ['--since 2126-01-01', []],
    ['--since 2026-01-01T00:00Z --tail 1', ['run completed']],
    ['--run 4711', []],
  ])('%s', async (line, expected) => {
    expect(await messages(line)).toEqual(expected)
  })

  test('and said to be empty', async () => {
    expect((await stage.run('logs --run 4711')).stderr).toMatch(/the log has no such entry/)
  })

  test.each(['--level loud', '--since yesterday', '--tail 0', '--run x', '--format xml'])(
    'not with %s (LSK13)',
    async (flag) => {
      await refuses(stage, `logs ${flag}`, { code: 'LSK13' })
    },
  )
})

describe('other shapes', () => {
  test('one document', async () => {
    const { stdout } = await stage.run('logs --json --run 1')
    expect(JSON.parse(stdout).logs).toEqual(await entries('--run 1'))
  })

  test('CSV', async () => {
    const { stdout } = await stage.run('logs --run 1 --format csv')
    const lines = stdout.trimEnd().split(/\r?\n/)
    expect(lines[0]).toBe('id,at,level,run,kind,entity,message,detail')
    expect(lines).toHaveLength(1 + (await entries('--run 1')).length)
    expect(lines.at(-1)).toMatch(/,info,1,sync,,run completed,"\{""rows"":1010,/)
  })

  test('pages of a long log are one list', async () => {
    await stage.near`
      insert into lockstep_state.log (level, message)
      select 'debug', 'filler ' || g from generate_series(1, 4500) as g
    `
    const found = await messages('--level debug --grep filler')
    expect(found).toEqual(Array.from({ length: 4500 }, (_, index) => `filler ${index + 1}`))
    expect(await messages('--level debug --grep filler --tail 3')).toEqual(found.slice(-3))
  })

  test('a reader that has seen enough ends it quietly', async () => {
    const running = stage.start('logs --level debug --follow --tail 5000')
    running.closeStdout()
    const { code, stderr } = await running.ended
    expect(stderr).toBe('')
    expect(code).toBe(3)
  })
})

/** A run that nobody steps, and a session of its own. */
const scene = async (does: (run: string, other: postgres.Sql) => Promise<void>) => {
  const [row] = await stage.near`select lockstep.start_run('compare')::text as run`
  const other = postgres(stage.target.url, { max: 1, onnotice: () => {} })
  try {
    await does(String(row?.run), other)
  } finally {
    await other.end({ timeout: 1 })
  }
}

const says = (running: Running, text: string) =>
  whileRunning(
    running,
    until(async () => running.heard().includes(text)),
  )

describe('followed', () => {
  test('an entry that commits late is neither lost nor repeated', async () => {
    await scene(async (run, other) => {
      const note = (sql: postgres.Sql | postgres.TransactionSql, text: string) =>
        sql`select lockstep.note_run(${run}, 'info', ${text})`
      const running = stage.start(`logs --run ${run} --follow --interval 0.1 --format json`)
      await says(running, 'compare started')
      await other.begin(async (late) => {
        await note(late, 'begun first')
        await late.savepoint((inner) => note(inner, 'in a subtransaction'))
        await note(stage.near, 'committed first')
        await says(running, 'committed first')
        await note(stage.near, 'committed second')
        await says(running, 'committed second')
      })
      await says(running, 'in a subtransaction')
      await note(stage.near, 'at last')
      await says(running, 'at last')
      await stage.run(`cancel ${run}`)

      const { code, stdout } = await running.ended
      expect(code).toBe(0)
      const found: LogEntry[] = entriesOf(stdout)
      expect(found.map(({ message }) => message)).toEqual([
        'compare started',
        'committed first',
        'committed second',
        'begun first',
        'in a subtransaction',
        'at last',
        'run cancelled',
      ])
      expect(found.map(({ id }) => id)).toEqual([...new Set(found.map(({ id }) => id))])
    })
  })

  test('of a run that is over, ends at once; of all, with Ctrl-C', async () => {
    expect((await stage.run('logs --run 1 --follow')).stdout).toMatch(/run completed/)
    const running = stage.start('logs --follow --tail 1 --interval 0.1')
    await says(running, '\n')
    running.kill('SIGINT')
    expect((await running.ended).code).toBe(0)
  })

  test('for programs', async () => {
    const lockstep = createLockstep({ targetUrl: stage.target.url })
    const found: LogEntry[] = []
    for await (const page of lockstep.logs({ run: 1n, level: 'warning' })) found.push(...page)
    expect(found.map(({ message }) => message)).toEqual([
      'rows refused in a segment',
      'rows rejected',
    ])
    await lockstep.close()
  })
})

test('a source that goes away and comes back is noted, with how long it took', async () => {
  await stage.far`update person set name = 'hush later'`
  const admin = postgres(stage.source.adminUrl(), { max: 1, onnotice: () => {} })
  const cutUntilNoted = async () => {
    await admin`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name ~ '^lockstep '
    `
    const noted = await stage.near`
      select from lockstep.logs where message = 'source in trouble'
    `
    return noted.length > 0
  }
  try {
    await slowly(stage, async () => {
      const running = stage.start('sync')
      await whileRunning(running, until(cutUntilNoted))
      await running.ended
    })
  } finally {
    await admin.end({ timeout: 1 })
  }
  const found = await entries('--grep code')
  expect(found[0]).toMatchObject({ level: 'warning', message: 'source in trouble' })
  expect(found.at(-1)).toMatchObject({ level: 'info', message: 'source works again' })
  expect(found.at(-1).detail).toMatchObject({ failures: expect.any(Number) })
  expect(found.at(-1).detail.seconds).toBeGreaterThan(0)
})

describe('files in LOCKSTEP_LOG_DIR', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lockstep-logs-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  const env = () => ({ LOCKSTEP_TARGET_URL: stage.target.url, LOCKSTEP_LOG_DIR: folder })
  const linesOf = (kind: string) =>
    readdirSync(folder)
      .filter((name) => name.startsWith(`${kind}.`))
      .flatMap((name) => entriesOf(readFileSync(join(folder, name), 'utf8')))

  test('a file for each day and kind of work, and one for what went wrong', async () => {
    await stage.far`update person set age = 170 where id = 9`
    const { code } = await cli(['sync', '--workers', '1'], env())
    expect(code).toBe(1)
    await cli(['compare'], env())
    await cli(['checkpoint', 'reset', 'nobody', '--yes'], env())
    for (const name of readdirSync(folder))
      expect(name).toMatch(/^(errors|migration|sync|validation)\.\d{4}-\d\d-\d\d\.1\.log$/)

    const sync = linesOf('sync')
    const run = sync.find(({ id }) => id)?.run
    const stored = await entries(`--run ${run} --level debug`)
    expect(sync.filter(({ id }) => id).map(({ id, level, msg }) => ({ id, level, msg }))).toEqual(
      stored.map(({ id, level, message }) => ({ id, level, msg: message })),
    )
    expect(sync.at(-1)).toMatchObject({ command: 'sync', run, kind: 'sync', state: 'completed' })
    expect(linesOf('validation').map(({ msg }) => msg)).toContain('run completed')
    expect(linesOf('errors').map(({ msg, code, level }) => code ?? `${level} ${msg}`)).toEqual([
      'warning rows refused in a segment',
      'warning rows rejected',
      'LSE01',
    ])
  })

  test('follow a run while it is at work, and are whole when it is cut off', async () => {
    await stage.far`update person set name = 'hush at last'`
    await slowly(stage, async () => {
      const before = linesOf('sync').at(-1)?.run
      const running = startCli(['sync'], env())
      const isNew = (line: { msg: string; run: string }) =>
        line.msg === 'entity started' && line.run !== before
      await whileRunning(
        running,
        until(async () => linesOf('sync').some(isNew)),
      )
      const { run } = linesOf('sync').find(isNew)
      running.kill('SIGINT')
      expect((await running.ended).code).toBe(4)
      expect(linesOf('sync').at(-1)).toMatchObject({ command: 'sync', ending: 'stopped', run })
    })
    await cli(['sync'], env())
  })

  test('tell what jobs do, too', async () => {
    await stage.run('job create nightly --every daily --entities teams')
    await cli(['job', 'run', 'nightly'], env())
    const lines = linesOf('sync').filter(({ command }) => command === 'job run')
    expect(lines.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['sync started', 'entity finished', 'run completed']),
    )
    await stage.run('job drop nightly')
  })

  test('hold no content of rows and no secret', async () => {
    await cli(['link', 'password'], { ...env(), LOCKSTEP_SOURCE_URL: stage.source.url() })
    await cli(['check', 'people', '9', '--show-values'], env())
    await stage.near`update people set name = 'hush by hand' where name like 'hush%' and mail ~ '^hush1'`
    const shown = await cli(['compare', '--by', 'row', '--deep', '--show-values'], env())
    expect(shown.stdout).toMatch(/hush/)
    await cli(['status'], {
      ...env(),
      LOCKSTEP_TARGET_URL: stage.target.url.replace(/:[^:@/]+@/, ':wrong-secret@'),
    })
    const text = readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('')
    expect(text.length).toBeGreaterThan(1000)
    const { target, source } = stage
    for (const secret of [target.password, source.readerPassword, source.ownerPassword])
      expect(text).not.toContain(secret)
    expect(text).not.toMatch(/hush|wrong-secret/)
  })
})
