/** A target that earlier scripts filled, with their faults, ends as a fresh one does, and keeps its keys. */
import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { layDispatchSource, layDispatchTarget } from '../scripts/lib/dispatch.ts'
import { loadDumps } from '../scripts/lib/dump.ts'
import type { AdoptOutcome } from '../src/index.ts'
import { openStage, openTarget, type Stage } from './lib/stage.ts'

const folder = 'db/samples/dispatch'

/** What the scripts filled, and what that refers to. */
const entities = [
  'languages',
  'offices',
  'profiles',
  'teams',
  'doctors',
  'doctor_offices',
  'patients',
  'courses',
  'products',
  'categories',
  'templates',
  'cases',
  'orders',
  'tasks',
  'messages',
  'comments',
  'case_messages',
  'shop_orders',
  'payments',
  'operations',
] as const

/** Their mapping: the sample's own files. */
const mapping = Object.fromEntries(
  readdirSync(`${folder}/mapping`)
    .filter((file) => entities.some((entity) => file.slice(4) === `${entity}.sql`))
    .map((file) => [file, readFileSync(`${folder}/mapping/${file}`, 'utf8')]),
)

let used: Stage
let fresh: Stage

const lay = async (stage: Stage) => {
  await layDispatchTarget({ sourceAdminUrl: '', targetUrl: stage.target.url })
  await stage.run('deploy')
  await stage.run('link create')
}

const lines = (rows: readonly Record<string, unknown>[]) =>
  rows.map((row) => Object.values(row).join(' ')).sort()

/** Every row that stands in a table of an entity: its key, and its version. */
const standing = async () => {
  const tables = entities.map(
    (name) => `select '${name}' as entity, id, xmin::text as version from ${name}`,
  )
  return used.near.unsafe<{ entity: string; id: string; version: string }[]>(
    tables.join(' union all '),
  )
}

/** Contents of each table, but for keys and for times of writing, which are the target's own. */
const contents = async ({ near }: Stage) => {
  const found: string[] = []
  for (const entity of entities) {
    const [row] = await near`
      select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns
      from information_schema.columns
      where table_schema = 'public' and table_name = ${entity} and udt_name <> 'uuid'
        and column_default is distinct from 'now()'
    `
    const [sum] = await near.unsafe(
      `select count(*), md5(string_agg(t::text, '' order by t::text)) as digest from (select ${row?.columns} from ${entity}) as t`,
    )
    found.push(`${entity} ${sum?.count} ${sum?.digest}`)
  }
  return found
}

/** What differs, by entity and state. */
const differing = async (stage: Stage) => {
  const report = await stage.result('compare --deep', 1)
  return report.entities.flatMap((row) =>
    (['insert', 'update', 'conflict', 'drift', 'missing', 'delete'] as const)
      .filter((state) => BigInt(row[state]) > 0n)
      .map((state) => `${row.entity} ${state} ${row[state]}`),
  )
}

beforeAll(async () => {
  used = await openStage({ source: 17, target: 15 })
  await layDispatchSource(
    { sourceAdminUrl: used.source.ownerUrl(), targetUrl: '' },
    { scale: 0.002 },
  )
  await lay(used)
  await loadDumps(used.target.url, [`${folder}/earlier/10_scripts.sql`])
  await used.load(mapping)
  await used.run(`entity load ${folder}/earlier/adoption`)
}, 120_000)

afterAll(() => Promise.all([used?.stop(), fresh?.stop()]))

test('adoption names each fault that it cannot follow, and no other', async () => {
  const outcome: AdoptOutcome = JSON.parse((await used.run('entity adopt --json', 1)).stdout)
  const faults = await used.near`
    select entity, reason, sum(rows) from sample_faults where reason is not null group by 1, 2
  `
  const found = outcome.causes.map(({ entity, reason, rows }) => ({ entity, reason, rows }))
  expect(lines(found)).toEqual(lines(faults))
  const same = outcome.entities.filter((row) => BigInt(row.unchanged) > 0n).map((row) => row.entity)
  expect(same).toEqual(expect.arrayContaining(['languages', 'teams', 'comments', 'shop_orders']))
})

test('the first sync keeps every key, and does not touch what was right', async () => {
  const before = await standing()
  await used.run('sync', 1)
  const after = new Map((await standing()).map((row) => [`${row.entity} ${row.id}`, row.version]))
  const gone = before.filter((row) => !after.has(`${row.entity} ${row.id}`))
  expect(gone).toEqual([])
  const untouched = ['languages', 'teams', 'comments', 'shop_orders']
  const rewritten = before.filter(
    (row) => untouched.includes(row.entity) && after.get(`${row.entity} ${row.id}`) !== row.version,
  )
  expect(rewritten).toEqual([])
  const promised = await used.near`
    select count(*)::int as n
    from migration_mappings as m
    where (m.entity_type = 'order' and not exists (select from orders as o where o.id = m.new_id))
      or (m.entity_type = 'office' and m.legacy_id < 800000000
        and not exists (select from offices as o where o.id = m.new_id))
  `
  expect(promised[0]?.n).toBe(0)
})

test('without duplicates and rows whose source is gone it is what a fresh target is', async () => {
  await used.run('entity adopt --delete-duplicates --allow-deletes', 1)
  await used.run('entity adopt offices templates --gone')
  await used.run('sync --allow-deletes', 1)
  fresh = await openTarget(used, 15)
  await lay(fresh)
  await fresh.load(mapping)
  await fresh.run('sync', 1)
  expect(await contents(used)).toEqual(await contents(fresh))
  const refused = await used.near`
    select entity, 'missing', sum(rows) from lockstep.reject_causes() group by 1
  `
  expect((await differing(used)).sort()).toEqual(lines(refused))
})
