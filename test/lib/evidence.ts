/** What the two databases say themselves, asked without lockstep. */
import type { Sql } from 'postgres'
import type { Stage } from './stage.ts'

/** One number over the contents of tables: a count and a sum of hashes for each, order aside. */
export type Digest = Readonly<Record<string, string>>

const digestOf = async (sql: Sql, tables: Readonly<Record<string, string>>): Promise<Digest> => {
  const parts = Object.entries(tables).map(
    ([name, rows]) => `
      select '${name}' as name,
        count(*) || ' rows ' || coalesce(sum(pg_catalog.hashtextextended(r::text, 0)), 0) as digest
      from (${rows}) as r`,
  )
  const found = await sql.unsafe(parts.join(' union all '))
  return Object.fromEntries(found.map((row) => [row.name, row.digest]))
}

/** Digests of queries at the target, by name. */
export const nearDigest = ({ near }: Stage, queries: Readonly<Record<string, string>>) =>
  digestOf(near, queries)

/** Digests of queries at the source, by name. Same text as on the other side, same digest. */
export const farDigest = ({ far }: Stage, queries: Readonly<Record<string, string>>) =>
  digestOf(far, queries)

const namesOf = async (sql: Sql, schema: string): Promise<readonly string[]> => {
  const rows = await sql`
    select format('%I.%I', n.nspname, c.relname) as name
    from pg_class as c
    join pg_namespace as n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relkind = 'r'
    order by 1
  `
  return rows.map(({ name }) => String(name))
}

/** Every row of every target table, whole, keys included. */
export const targetDigest = async (stage: Stage, schema = 'public'): Promise<Digest> => {
  const tables = await namesOf(stage.near, schema)
  return nearDigest(
    stage,
    Object.fromEntries(tables.map((table) => [table, `select t.* from ${table} as t`])),
  )
}

/** What the ledgers know, without when and by which run. */
export const ledgerDigest = async ({ near }: Stage): Promise<Digest> => {
  const tables = await namesOf(near, 'lockstep_ledger')
  const known = tables.map((table) => [
    table,
    `select to_jsonb(l) - '{run,target_version,synced_at,gone_at}'::text[] from ${table} as l where gone_at is null`,
  ])
  return digestOf(near, Object.fromEntries(known))
}

/** Rows of lockstep's own tables: two that are alike mean that nothing was noted. */
export const stateCounts = async (stage: Stage): Promise<Digest> => {
  const tables = await namesOf(stage.near, 'lockstep_state')
  const count = (table: string) => [table, `select count(*) from ${table}`]
  return nearDigest(stage, Object.fromEntries(tables.map(count)))
}

/** Sessions hand in their statistics when they end: waits until all of lockstep's have. */
const untilCounted = async (sql: Sql) => {
  for (let attempt = 0; attempt < 200; attempt++) {
    const [row] = await sql`
      select count(*)::int as others from pg_stat_activity
      where datname = current_database() and application_name = 'lockstep'
    `
    if (row?.others === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

/** Rows that PostgreSQL has counted as inserted, updated or deleted, by table. */
export const writesIn = async ({ near }: Stage, schema = 'public'): Promise<Digest> => {
  await untilCounted(near)
  const rows = await near`
    select relname, n_tup_ins + n_tup_upd + n_tup_del as writes
    from pg_stat_user_tables
    where schemaname = ${schema}
    order by relname
  `
  return Object.fromEntries(rows.map(({ relname, writes }) => [relname, String(writes)]))
}

/** Sum of the numbers in a record. */
export const totalOf = (digest: Digest): number =>
  Object.values(digest).reduce((sum, value) => sum + Number(value), 0)
