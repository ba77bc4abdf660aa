/** `sync --explain`: what it says is what a sync then sends and fetches, and saying it changes nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bigPlot } from './lib/big.ts'
import { openWired, ROWS, startAfresh, type Wired } from './lib/wires.ts'

interface Statement {
  readonly purpose: string
  readonly times: number
  readonly rows: number | null
  readonly bytes: number | null
  readonly sql: string
}

interface Plan {
  readonly entity: string
  readonly way: string
  readonly sourceRows: string
  readonly rowsBasis: string
  readonly changed: string | null
  readonly rows: string
  readonly bytes: string
  readonly isMinimum: boolean
  readonly segments: string
  readonly seconds: number
  readonly statements: readonly Statement[]
}

let wired: Wired

const run = async (line: string, code = 0) => {
  const ended = await wired.start(line).ended
  expect(ended.code, `lockstep ${line}\n${ended.stdout}${ended.stderr}`).toBe(code)
  return ended
}

const explained = async (flags = ''): Promise<Plan> => {
  const { stdout } = await run(`sync --explain --json${flags}`)
  const { entities } = JSON.parse(stdout)
  expect(entities).toHaveLength(1)
  return entities[0]
}

const logOfSource = () => readFileSync(join(wired.stage.source.cluster.home, 'server.log'), 'utf8')

/** Statements over the table that the source was sent since the log had so many characters. */
const sentSince = (start: number, table = 'event'): readonly string[] =>
  logOfSource()
    .slice(start)
    .split(/^(?=\d{4}-\d\d-\d\d )/m)
    .map((entry) => /DECLARE c\d+ CURSOR FOR\s+(.*?)\s*$/s.exec(entry)?.[1] ?? '')
    .filter((sql) => sql.includes(`public.${table}`))

/** Without the keys and bounds that only a run knows. */
const shapeOf = (sql: string): string =>
  sql
    .replace(/'\{[^']*\}'/g, "'{…}'")
    .replace(/\(\(id (>=|<=|<) -?\d+\)\)( AND )?/g, '')
    .replace(/\(id >> \d+\)/g, '(id >> …)')
    .replace(/ WHERE *(?= GROUP|$)/, '')

const shapes = (all: readonly string[]) => [...new Set(all.map(shapeOf))].sort()

/** A sync, what it asked of the source, and the bytes that came back. */
const watched = async (flags = '', table = 'event') => {
  const [log, bytes] = [logOfSource().length, wired.far.answered()]
  const { stdout } = await run(`sync --json${flags}`)
  const sent = sentSince(log, table)
  const document = JSON.parse(stdout)
  return { sent, bytes: wired.far.answered() - bytes, run: document.run as string }
}

const segmentsOf = async (id: string): Promise<number> => {
  const [row] = await wired.stage.near`
    select count(*)::int as n from lockstep_state.segment
    where run = ${id} and kind in ('range', 'all', 'keys', 'since')
  `
  return row?.n
}

const expectAbout = (said: number, measured: number) => {
  expect(measured).toBeGreaterThan(said / 2)
  expect(measured).toBeLessThan(said * 2)
}

beforeAll(async () => {
  wired = await openWired({ source: 16, target: 15, sourceSettings: { log_statement: 'all' } })
  await startAfresh(wired)
})
afterAll(() => wired?.stop())

describe('a first load', () => {
  const flags = ' --batch-rows 15000'

  test('sends what was said, and fetches about as much', async () => {
    const plan = await explained(flags)
    expect(plan).toMatchObject({
      way: 'first load',
      rowsBasis: 'planner of the source',
      segments: '3',
    })
    for (const sql of sentSince(0)) expect(sql).toMatch(/ LIMIT 30::bigint$/)
    const done = await watched(flags)
    expectAbout(Number(plan.sourceRows), ROWS)
    expectAbout(Number(plan.bytes), done.bytes)
    expectAbout(Number(plan.segments), await segmentsOf(done.run))
    expect(shapes(done.sent)).toEqual(shapes(plan.statements.map(({ sql }) => sql)))
  })
})

test('values that are stored compressed or elsewhere are known by a sample', async () => {
  await wired.stage.far.unsafe(`
    create table page (id int primary key, body text, unused text);
    insert into page select i, repeat('the same again ', 1000), repeat('not wanted ', 9000)
    from generate_series(1, 200) as i;
    analyze page;
  `)
  await run('link import legacy')
  await wired.stage.near.unsafe(`
    create table page (id int primary key, body text);
    select lockstep.define_entity('pages', 'select p.* from legacy.page as p where p.id > 0', '{id}', 'public.page',
      '{"body": "s.body"}');
  `)
  const { entities } = JSON.parse((await run('sync pages --explain --json')).stdout)
  const plan: Plan = entities[0]
  const done = await watched(' pages', 'page')
  expectAbout(Number(plan.bytes), done.bytes)
  expect(shapes(done.sent)).toEqual(shapes(plan.statements.map(({ sql }) => sql)))
  await wired.stage.near`select lockstep.drop_entity('pages')`
})

describe('a sync of what is known', () => {
  test('sends the sums alone where nothing changed', async () => {
    await run('sync')
    const plan = await explained()
    expect(plan).toMatchObject({ way: 'whole', changed: '0', isMinimum: false, segments: '1' })
    const done = await watched()
    expect(shapes(done.sent)).toEqual(shapes(plan.statements.map(({ sql }) => sql)))
    expect(plan.statements).toHaveLength(1)
    expectAbout(Number(plan.rows), ROWS / 32)
    expectAbout(Number(plan.bytes), done.bytes)
  })

  test('and fetches as many rows as the last time, where as much changed', async () => {
    const change = (word: string) =>
      wired.stage.far`update event set title = ${word} where id % 400 = 7`
    await change('once')
    await run('sync')
    await change('twice')
    const plan = await explained()
    expect(plan).toMatchObject({ way: 'whole', changed: `${ROWS / 400}`, isMinimum: false })
    const done = await watched()
    expect(shapes(done.sent)).toEqual(shapes(plan.statements.map(({ sql }) => sql)))
    expectAbout(Number(plan.bytes), done.bytes)
  })

  test('or range by range', async () => {
    const flags = ' --batch-rows 400'
    const plan = await explained(flags)
    expect(plan).toMatchObject({ way: 'ranges', segments: `${ROWS / 400}` })
    await wired.stage.far`update event set title = 'thrice' where id % 400 = 7`
    const done = await watched(flags)
    expect(shapes(done.sent)).toEqual(shapes(plan.statements.map(({ sql }) => sql)))
    expectAbout(Number(plan.segments), await segmentsOf(done.run))
  })

  test('or by watermark', async () => {
    const { mapping } = bigPlot('event', ROWS)
    await wired.stage.near.unsafe(mapping.replace("'{id}',", "'{id}', watermark => 'made_at',"))
    await wired.stage
      .near`update lockstep_state.setting set value = '0' where name like 'watermark%'`
    await run('sync')
    await run('sync')
    await wired.stage.far`update event set title = 'moved', made_at = now() where id % 200 = 7`
    await wired.stage.far`analyze event`
    const plan = await explained(' --watermark')
    expect(plan).toMatchObject({ way: 'watermark', rowsBasis: 'planner of the source' })
    const done = await watched(' --watermark')
    expect(shapes(done.sent)).toEqual(shapes(plan.statements.map(({ sql }) => sql)))
    expectAbout(Number(plan.sourceRows), ROWS / 200)
    expectAbout(Number(plan.bytes), done.bytes)
  })
})

describe('sync --explain', () => {
  test('leaves no run behind, and holds nothing but a reading lock at the source', async () => {
    const runs = () =>
      wired.stage.near`select max(id)::int as id, count(*)::int as n from lockstep.runs`
    const before = await runs()
    await run('sync --explain')
    expect(await runs()).toEqual(before)
    await wired.stage.near.begin(async (sql) => {
      await sql`select from lockstep.explain_sync()`
      const modes = await wired.stage.far`
        select distinct mode from pg_locks where relation = 'event'::regclass and pid <> pg_backend_pid()
      `
      expect(modes).toEqual([{ mode: 'AccessShareLock' }])
    })
    expect(await wired.stage.near`select from pg_locks where locktype = 'advisory'`).toEqual([])
  })

  test('prints a table, the SQL, the locks, the sum, and the command that does it', async () => {
    const { stdout, stderr } = await run('sync event --explain --workers 3')
    expect(stdout).toMatch(/^entity +way +source rows +by/)
    expect(stdout).toMatch(/^event +whole +40 000 +run \d+/m)
    expect(stdout).toMatch(
      /^ {2}sums of blocks: about [\d ]+ rows, [\d.]+ kB\n {4}SELECT 'source'::text/m,
    )
    expect(stdout).toMatch(
      /^ {2}locks ROW EXCLUSIVE \(written\): lockstep_ledger\.event, public\.event$/m,
    )
    expect(stdout).toMatch(/^ {2}locks ACCESS SHARE \(read at the source\): public\.event$/m)
    expect(stdout).toMatch(
      /^1 entity: about .* travel, about .* of work, .* at best with 3 workers$/m,
    )
    expect(stderr).toMatch(/^→ lockstep sync event {6}do it$/m)
    const fast = await run('sync event --explain --fast-first-load')
    expect(fast.stderr).toMatch(/^→ lockstep sync event --fast-first-load {6}do it$/m)
  })

  test('says so if a sync would go on with a run that did not end', async () => {
    await wired.stage.near`select lockstep.start_run('sync', '{event}')`
    const { stdout } = await run('sync --explain')
    const [row] = await wired.stage.near`select max(id)::text as id from lockstep.runs`
    expect(stdout).toMatch(`run ${row?.id} did not end: a sync goes on with what is left of it`)
    await wired.stage.near`select lockstep.cancel_run(${row?.id})`
  })

  test.each(['--resume 1', '--dry-run', '--for 5m'])('does not go with %s', async (flag) => {
    const { stderr } = await run(`sync --explain ${flag}`, 2)
    expect(stderr).toMatch(/LSK13.*cannot be used with/)
  })

  test('refuses what a sync refuses, in the same words', async () => {
    const refused = async (flags: string) => {
      const { code, stdout, stderr } = await wired.start(`sync${flags}`).ended
      expect(stdout).toBe('')
      return { code, stderr }
    }
    const unknown = await refused(' nope --explain')
    expect(unknown.stderr).toMatch('LSE01')
    expect(unknown).toEqual(await refused(' nope'))
  })

  test('fails as a sync does when the source cannot be reached, but there is nothing to resume', async () => {
    wired.far.refuse()
    try {
      const [plan, sync] = await Promise.all([
        wired.start('sync --explain').ended,
        wired.start('sync --retries 1').ended,
      ])
      expect(plan.stderr).toMatch(/✗ 08001 /)
      expect(sync.stderr).toMatch(/✗ 08001 /)
      expect([plan.code, sync.code]).toEqual([3, 4])
    } finally {
      wired.far.flow()
    }
  })
})
