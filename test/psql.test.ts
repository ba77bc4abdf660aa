/** The same run without the runner: three statements in psql. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Digest, farDigest, ledgerDigest, nearDigest, targetDigest } from './lib/evidence.ts'
import { openStage, prepare, type Stage } from './lib/stage.ts'
import { expected, found, zoo } from './lib/zoo.ts'

const hasPsql = spawnSync('psql', ['--version']).status === 0

/** A session of psql that answers line by line. */
const openPsql = (url: string) => {
  const child = spawn('psql', ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', url], {
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child: child as ChildProcess,
    errors: () => errors,
    say: (statement: string) => void child.stdin.write(`${statement}\n`),
    async ask(statement: string): Promise<string> {
      child.stdin.write(`${statement}\n`)
      const { value, done } = await lines.next()
      if (done) throw new Error(`psql ended: ${errors}`)
      return value
    },
    end: () => child.stdin.end(),
  }
}

/** As the README says: start, then step until there is nothing left. Returns status and work of each step. */
const runByHand = async (url: string, start: string): Promise<readonly string[]> => {
  const psql = openPsql(url)
  psql.say(`${start} as run \\gset`)
  const steps: string[] = []
  try {
    for (;;) {
      const step = await psql.ask(
        `select status || ' ' || coalesce(work, '') from lockstep.step(:run);`,
      )
      steps.push(step.trim())
      if (!/^(worked|wait)/.test(step)) return steps
    }
  } finally {
    psql.end()
  }
}

describe.skipIf(!hasPsql)('from psql', () => {
  let stage: Stage
  let byRunner: readonly Digest[]

  const endState = async () => {
    const { 'public.posters': _, ...tables } = await targetDigest(stage)
    const { 'lockstep_ledger.posters': __, ...ledgers } = await ledgerDigest(stage)
    return [tables, ledgers]
  }
  const report = async () => {
    const [row] = await stage.near`
      select lockstep.report(id) as report from lockstep.runs order by id desc limit 1
    `
    return row?.report
  }

  beforeAll(async () => {
    stage = await openStage({ source: 15, target: 17 })
    await prepare(stage, zoo)
    await stage.run('sync')
    byRunner = await endState()
    await stage.near
      .unsafe(`
      truncate keepers, houses, species, animals, feedings, visits, diplomas, posters restart identity;
      truncate lockstep_state.run, lockstep_state.run_entity, lockstep_state.segment, lockstep_state.difference cascade;
      truncate ${Object.keys(found)
        .map((name) => `lockstep_ledger.${name}`)
        .join(', ')}
    `)
      .simple()
  })
  afterAll(() => stage?.stop())

  test('a sync comes to the same end', async () => {
    const steps = await runByHand(stage.target.url, `select lockstep.start_run('sync')`)
    expect(steps.at(-1)).toMatch(/^completed( finish)?$/)
    expect(steps.filter((step) => step === 'worked range').length).toBeGreaterThan(3)
    expect(await endState()).toEqual(byRunner)
    expect(await nearDigest(stage, found)).toEqual(await farDigest(stage, expected))
    expect(await report()).toMatchObject({ kind: 'sync', state: 'completed', in_step: true })
  })

  test('with options, over some entities', async () => {
    await stage.far`update animal set name = 'by hand' where id between 1 and 50`
    const start = `select lockstep.start_run('sync', '{animals}', options => '{"batch_rows": 500}')`
    const steps = await runByHand(stage.target.url, start)
    expect(steps).toContain('worked all')
    const { entities } = await report()
    expect(entities.at(-1)).toMatchObject({ entity: 'animals', update: '50', written: '50' })
    expect(await nearDigest(stage, found)).toEqual(await farDigest(stage, expected))
  })

  test('a comparison and a dry run say what the runner says', async () => {
    await stage.far`delete from visit where ticket = (select min(ticket::text)::uuid from visit)`
    await stage.far`update species set latin = 'novus' where code like 'sp %'`
    const withoutTimes = (document: { entities: readonly object[] }) =>
      document.entities.map((entity) => ({ ...entity, seconds: 0, rows_per_second: 0 }))
    await runByHand(stage.target.url, `select lockstep.start_run('compare')`)
    const compared = await report()
    expect(compared.in_step).toBe(false)
    expect(withoutTimes(compared)).toEqual(withoutTimes(await stage.result('compare', 1)))
    await runByHand(stage.target.url, `select lockstep.start_run('sync', is_dry => true)`)
    expect(withoutTimes(await report())).toEqual(
      withoutTimes(await stage.result('sync --dry-run', 1)),
    )
  })

  test('the runner goes on with what psql began', async () => {
    const psql = openPsql(stage.target.url)
    const run = await psql.ask(
      `select lockstep.start_run('sync', options => '{"batch_rows": 500}') as run \\gset\n\\echo :run`,
    )
    expect(await psql.ask('select status from lockstep.step(:run);')).toBe('worked')
    expect(await psql.ask('select status from lockstep.step(:run);')).toBe('worked')
    psql.end()
    expect(await stage.result('sync')).toMatchObject({ run, in_step: true })
    expect(await nearDigest(stage, found)).toEqual(await farDigest(stage, expected))
  })

  test('errors come with code and hint', async () => {
    const psql = openPsql(stage.target.url)
    psql.say(`\\set VERBOSITY verbose\nselect * from lockstep.step(4711);`)
    await new Promise((resolve) => psql.child.once('close', resolve))
    expect(psql.errors()).toMatch(/ERROR: {2}LSJ05: run 4711 does not exist\nHINT: {2}\S/)
  })
})
