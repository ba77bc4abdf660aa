/** A million rows: no row moves when nothing changed, memory stays small, a crash in the middle loses nothing. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  bigPlot,
  doubles,
  rowsOf,
  shareSecret,
  steppingPids,
  watchMemory,
  wordsOf,
} from './lib/big.ts'
import { type Digest, farDigest, ledgerDigest, nearDigest, targetDigest } from './lib/evidence.ts'
import {
  type Document,
  openStage,
  openTarget,
  prepareNear,
  type Stage,
  until,
  whileRunning,
} from './lib/stage.ts'

const ROWS = 1_000_000
/** Of its source. */
const COLUMNS = 13
const plot = bigPlot('event', ROWS)
const words = wordsOf('event')

let first: Stage
let second: Stage
let whole: Digest
let undisturbed: readonly Digest[]

const tell = (what: string, seconds: number, more = '') =>
  console.info(`${what}: ${seconds.toFixed(1)} s, ${Math.round(ROWS / seconds)} rows/s${more}`)

const endState = async (stage: Stage) => [await targetDigest(stage), await ledgerDigest(stage)]

/** What the target asks the source for each segment of a run. */
const blockSums = async ({ near }: Stage, run: string): Promise<readonly string[]> => {
  const rows = await near`
    select lockstep_private.block_sums_sql(h.shape, lockstep_private.segment_scope(h.shape, s)) as sql
    from lockstep_state.segment as s
    cross join lateral (select lockstep_private.entity_shape(s.entity) as shape) as h
    where s.run = ${run}::bigint and s.kind in ('range', 'all')
  `
  return rows.map(({ sql }) => sql)
}

/** The plan as lockstep has it made: see lockstep_private.differing_blocks. */
const planOf = ({ near }: Stage, sql: string): Promise<string> =>
  near.begin(async (transaction) => {
    await transaction.unsafe(
      'set local cpu_operator_cost = 1; set local cpu_tuple_cost = 1; set local enable_sort = off',
    )
    const rows = await transaction.unsafe(`explain (verbose, costs off) ${sql}`)
    return rows.map((row) => row['QUERY PLAN']).join('\n')
  })

const forget = () => first.far`select stats.pg_stat_statements_reset()`

/** What the source was asked since `forget`, and how many rows left it. */
const asked = async () => {
  const rows = await first.far`
    select s.query, s.rows::int as rows
    from stats.pg_stat_statements as s
    join pg_roles as r on r.oid = s.userid
    where r.rolname = 'legacy_ro'
  `
  const texts = rows.map(({ query }) => String(query))
  return {
    cursors: texts.filter((query) => /^declare/i.test(query)),
    fetched: rows
      .filter(({ query }) => /^fetch/i.test(query))
      .reduce((sum, row) => sum + row.rows, 0),
    others: texts.filter((query) => /^(select|copy|with|table)\b/i.test(query)),
  }
}

beforeAll(async () => {
  const preload = { shared_preload_libraries: 'pg_stat_statements' }
  first = await openStage({ source: 17, target: 15, sourceSettings: preload })
  await first.far`create schema stats`
  await first.far`create extension pg_stat_statements schema stats`
  await first.far.unsafe(plot.source).simple()
  second = await openTarget(first, 18)
  for (const stage of [first, second]) {
    await prepareNear(stage, plot)
    await shareSecret(stage)
  }
  whole = await farDigest(first, words.far)
})
afterAll(async () => {
  await second?.stop()
  await first?.stop()
})

describe('target 15, undisturbed', () => {
  test('the runner stays under 150 MB while a million rows arrive', {
    timeout: 300_000,
  }, async () => {
    const running = first.start('sync --json')
    const [memory, { code, stdout, stderr }] = await Promise.all([
      watchMemory(running),
      running.ended,
    ])
    expect(code, stderr).toBe(0)
    const { entities, seconds }: Document = JSON.parse(stdout)
    expect(entities).toMatchObject([
      { insert: `${ROWS}`, synced: `${ROWS}`, rejected: '0', accounted: true },
    ])
    tell('first sync', seconds, `, runner at most ${memory.toFixed(0)} MB`)
    expect(memory).toBeLessThan(150)
  })

  test('every value is that of the source', async () => {
    expect(await nearDigest(first, words.near)).toEqual(whole)
    undisturbed = await endState(first)
  })
})

describe('target 18, the server crashes in the middle of the first sync', () => {
  test('the same command goes on with the same run', { timeout: 300_000 }, async () => {
    const running = second.start('sync --batch-rows 20000')
    const kill = async () => {
      const [pid] = await steppingPids(second)
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
      return pid !== undefined
    }
    for (const share of [0.2, 0.6]) {
      const has = async () => (await rowsOf(second, 'event')) > share * ROWS
      await whileRunning(running, until(has, 120))
      await whileRunning(running, until(kill))
    }
    const { code } = await running.ended
    expect([0, 3, 4]).toContain(code)
    const log = readFileSync(join(second.target.cluster.home, 'server.log'), 'utf8')
    expect(log.match(/was terminated by signal 9/g)).toHaveLength(2)

    const again = await second.result('sync')
    const [syncs] = await second.near`select count(*)::int as n from lockstep.runs`
    expect(syncs?.n).toBe(code === 0 ? 2 : 1)
    expect(again.entities).toMatchObject([{ synced: `${ROWS}`, rejected: '0', accounted: true }])
  })

  test('the end state is that of the undisturbed run', async () => {
    expect(await doubles(second, 'event')).toBe(0)
    expect(await nearDigest(second, words.near)).toEqual(whole)
    expect(await endState(second)).toEqual(undisturbed)
  })
})

describe.each([
  { major: 15, of: () => first },
  { major: 18, of: () => second },
])('a comparison on target $major', ({ of }) => {
  let compared: Document

  test('is in step when nothing changed', async () => {
    await forget()
    compared = await of().result('compare')
    expect(compared.entities).toMatchObject([
      { source_rows: `${ROWS}`, unchanged: `${ROWS}`, pushdown: 'full' },
    ])
    tell('compare', compared.seconds)
  })

  test('asks the source for sums and nothing else', async () => {
    const { cursors, fetched, others } = await asked()
    const segments = await blockSums(of(), compared.run)
    expect(segments).toHaveLength(1)
    // beside one look whether the table is as it was linked
    const looks = cursors.filter((query) => / FROM .*\bpg_catalog\.pg_attribute /.test(query))
    expect(looks).toHaveLength(1)
    const sums = cursors.filter((query) => !looks.includes(query))
    expect(sums.length).toBeGreaterThan(0)
    expect(sums.filter((query) => !/(count|sum|min|max)\(/.test(query))).toEqual([])
    expect(cursors.filter((query) => / FOR SELECT (id|title)\b/i.test(query))).toEqual([])
    expect(others.filter((query) => /\bevent\b/.test(query))).toEqual([])
    // one sum for each block of 32 keys, from key 1 on, each column's type, and not a row more
    expect(fetched).toBe(Math.floor(ROWS / 32) + 1 + COLUMNS)
  })

  test('does it with one pushed-down aggregate per segment', async () => {
    for (const sql of await blockSums(of(), compared.run)) {
      const plan = await planOf(of(), sql)
      expect(plan).toMatch(/^Foreign Scan\n/)
      expect(plan).toMatch(/Relations: Aggregate on \(legacy\.event/)
      expect(plan).toMatch(
        /Remote SQL: SELECT .*count\(\*\), sum\(.* FROM public\.event .*GROUP BY 2/,
      )
      expect(plan).not.toMatch(/Sort|HashAggregate|GroupAggregate/)
    }
  })
})

test('two rows of a million that swapped one value are found', async () => {
  await first.far`
    update event as e set token = o.token from event as o
    where e.id in (500001, 500002) and o.id = 1000003 - e.id
  `
  const { entities } = await first.result('compare', 1)
  expect(entities).toMatchObject([{ update: '2', unchanged: `${ROWS - 2}` }])
})
