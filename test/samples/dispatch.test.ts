import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  changedRows,
  dispatchMapping,
  dispatchThreads,
  foundRejects,
  layDispatchSource,
  layDispatchTarget,
  leftOut,
  passDispatchDay,
  plantedRejects,
} from '../../scripts/lib/dispatch.ts'
import { foundChanges, markOf, rowsWrittenSince } from '../../scripts/lib/evidence.ts'
import { type Pair, startPair } from '../../scripts/lib/pair.ts'
import { type Document, stageAt } from './stage.ts'

const ENTITIES = 70

let pair: Pair
let first: Document
let own: string | null
const stage = stageAt('public', () => pair)

/** A text of all tables of the target, as one digest: rows of its own have keys that say so. */
const digestOf = (condition: string) => `
  select md5(string_agg(r.row, ' ' order by r.row))
  from pg_stat_user_tables as t
  cross join lateral xmltable(
    '//row' passing query_to_xml(format(
      'select t::text as content from public.%I as t where ${condition.replaceAll("'", "''").replaceAll('%', '%%')}',
      t.relname
    ), true, false, '')
    columns row text path 'content'
  ) as r
  where t.schemaname = 'public'`

const OWN_ROWS = digestOf(`to_jsonb(t) ->> 'id' like '00000000-0000-4000-8000-%'`)

/** How often a text of the source stands anywhere in the target. */
const placesOf = (secret: string) => `
  select sum((xpath('//n/text()', query_to_xml(format(
    'select count(*) as n from %I.%I as t where t::text like ''%%${secret}%%''', t.schemaname, t.relname
  ), false, false, '')))[1]::text::integer)
  from pg_stat_user_tables as t
  where t.schemaname in ('public', 'lockstep_state', 'lockstep_ledger')`

const THREADS = `
  select md5(string_agg(c.row, ' ' order by c.row))
  from (select (to_jsonb(c) - 'updated_at')::text from comments as c) as c (row)`

const linesOf = (document: Document) =>
  [...foundChanges(document.entities)]
    .flatMap(([entity, states]) =>
      Object.entries(states)
        .filter(([, rows]) => rows > 0)
        .map(([state, rows]) => `${entity} ${state}: ${rows}`),
    )
    .sort()

const excludedIn = (document: Document) =>
  document.entities
    .filter(({ excluded }) => excluded !== '0')
    .map(({ entity, excluded }) => `${entity} excluded: ${excluded}`)
    .sort()

const expectAccounted = (document: Document) => {
  expect(document.entities).toHaveLength(ENTITIES)
  expect(document.entities.filter(({ accounted }) => !accounted)).toEqual([])
}

beforeAll(async () => {
  pair = await startPair({ source: 17, target: 15 })
  await layDispatchSource(pair, { scale: 0.002, seed: 2 })
  await layDispatchTarget(pair)
  own = await stage.value(OWN_ROWS)
  await stage.run('deploy')
  await stage.run('link create')
  await stage.run(`entity load ${dispatchMapping}`)
  first = await stage.result('sync', 1)
})
afterAll(() => pair?.stop())

describe('the first migration', () => {
  test('every row of the source is accounted for, in each entity', () => expectAccounted(first))

  test('refused is exactly what was made impossible, by its cause', async () => {
    const planted = await plantedRejects(pair)
    expect(planted.length).toBeGreaterThan(40)
    expect(await foundRejects(pair)).toEqual(planted)
  })

  test('left out is exactly what the filters say', async () => {
    const rows = await leftOut(pair)
    expect(rows.length).toBeGreaterThan(3)
    expect(excludedIn(first)).toEqual(rows)
  })

  test('the source adds up its own rows, of every entity', () => {
    expect(first.entities.filter(({ pushdown }) => pushdown !== 'full')).toEqual([])
  })

  test("rows of the target's own are as they were", async () => {
    expect(own).not.toBeNull()
    expect(await stage.value(OWN_ROWS)).toBe(own)
  })

  test('no password, token or card number came along', async () => {
    const secrets = await stage.source(async (sql) => {
      const rows = await sql<{ secret: string }[]>`
        (select password as secret from auth_user where password <> '' order by id limit 3)
        union all (select access_token from dispatch_globalsetting where access_token is not null)
      `
      return rows.map(({ secret }) => secret)
    })
    expect(secrets.length).toBeGreaterThan(3)
    for (const secret of secrets) expect(await stage.value(placesOf(secret))).toBe('0')
    expect(
      await stage.value(
        `select count(*) from operations where operation_data ?| '{card_bin,card_last}'`,
      ),
    ).toBe('0')
    expect(await stage.value('select count(*) from profiles where legacy_user_id = 1')).toBe('1')
  })

  test('what could arrive is right: content, references, totals, money to the cent', async () => {
    const { findings, in_step } = await stage.result('validate --allow-rejects --settle 0')
    expect(findings.filter(({ level }) => level === 'error')).toEqual([])
    expect(in_step).toBe(true)
  })

  test('the final report tells of every table of the application where its rows went', async () => {
    const { stdout } = await stage.run('report --final --json', 1)
    const { tables } = JSON.parse(stdout) as {
      tables: { source_table: string; rows_go_to: string[]; unread_columns: string[] }[]
    }
    const ours = tables.filter(({ source_table }) => source_table.startsWith('public.dispatch_'))
    expect(ours).toHaveLength(53)
    // settings of doctors become part of the doctor
    expect(
      ours.filter(({ rows_go_to }) => rows_go_to.length === 0).map((table) => table.source_table),
    ).toEqual(['public.dispatch_doctorsetting'])
    const unread = tables.flatMap(({ source_table, unread_columns }) =>
      unread_columns.map((column) => `${source_table}.${column}`),
    )
    expect(unread).toEqual(
      expect.arrayContaining([
        'public.auth_user.password',
        'public.dispatch_globalsetting.access_token',
        'public.dispatch_operation.card_bin',
        'public.dispatch_operation.card_last',
      ]),
    )
  })
})

describe('a day later', () => {
  beforeAll(() => passDispatchDay(pair))

  test('a comparison finds exactly what changed, and what is still refused', async () => {
    expect(linesOf(await stage.result('compare', 1))).toEqual(await changedRows(pair))
  })

  test('a sync brings the two in step, as far as can be', async () => {
    const second = await stage.result('sync', 1)
    expectAccounted(second)
    expect(await foundRejects(pair)).toEqual(await plantedRejects(pair))
    const { findings, in_step } = await stage.result('validate --allow-rejects --settle 0')
    expect(findings.filter(({ level }) => level === 'error')).toEqual([])
    expect(in_step).toBe(true)
  })

  test('the next one writes no row', async () => {
    const mark = await markOf(pair.targetUrl)
    await stage.run('sync', 1)
    expect(await rowsWrittenSince(pair.targetUrl, 'public', mark)).toBe(0)
  })
})

describe('comments', () => {
  test('are answers to each other if asked for, and not any more when that is taken back', async () => {
    const replies = () =>
      stage.value(
        'select count(*) from comments where parent_comment_id is not null and legacy_id is not null',
      )
    const before = await stage.value(THREADS)
    expect(await replies()).toBe('0')
    await stage.run(`entity load ${dispatchThreads}`)
    await stage.run('sync comments', 1)
    expect(Number(await replies())).toBeGreaterThan(0)
    await stage.run(`entity load ${dispatchMapping}`)
    await stage.run('sync comments', 1)
    expect(await replies()).toBe('0')
    expect(await stage.value(THREADS)).toBe(before)
  })
})
