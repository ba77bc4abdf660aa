/** What the databases themselves say, asked without lockstep. */
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres, { type Sql } from 'postgres'
import type { Sample } from './samples.ts'

/** A table at the source against its rows at the target: see proof.sql of each sample. */
export interface Proof {
  readonly what: string
  readonly sourceRows: number
  readonly targetRows: number
  /** Are the contents the same, to the letter? */
  readonly isSame: boolean
}

/** Rows of one state that a comparison should find. */
export type States = Readonly<Record<(typeof states)[number], number>>

const states = ['insert', 'update', 'conflict', 'drift', 'missing', 'delete'] as const

/** A connection for a few questions. */
export const asking = async <T>(url: string, ask: (sql: Sql) => Promise<T>): Promise<T> => {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return await ask(sql)
  } finally {
    await sql.end()
  }
}

/** Runs the sample's proof.sql in the target. */
export const prove = (url: string, { proof }: Sample): Promise<Proof[]> =>
  asking(url, async (sql) => {
    const rows = await sql.unsafe(readFileSync(proof, 'utf8'))
    return rows.map((row) => ({
      what: String(row.what),
      sourceRows: Number(row.source_rows),
      targetRows: Number(row.target_rows),
      isSame: row.source_digest === row.target_digest,
    }))
  })

/** Sessions report what they did when they end: wait until all others have. */
const untilAlone = async (sql: Sql) => {
  for (let attempt = 0; attempt < 100; attempt++) {
    const [row] = await sql`
      select count(*) as others
      from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()
        and backend_type = 'client backend'
    `
    if (Number(row?.others) === 0) return
    await sleep(50)
  }
}

/** Rows that were inserted, updated or deleted in the schema's tables so far, as PostgreSQL counts. */
export const writesIn = (url: string, schema: string): Promise<number> =>
  asking(url, async (sql) => {
    await untilAlone(sql)
    const [row] = await sql`
      select sum(n_tup_ins + n_tup_upd + n_tup_del) as writes
      from pg_stat_user_tables
      where schemaname = ${schema}
    `
    return Number(row?.writes)
  })

/** A transaction of now, to count from. */
export const markOf = (url: string): Promise<string> =>
  asking(url, async (sql) => {
    const [row] = await sql`select pg_current_xact_id()::text as mark`
    return String(row?.mark)
  })

/**
 * Rows in the schema's tables that a transaction after the mark has written, as the rows themselves say. What
 * was tried and taken back does not count, as it does in `writesIn`.
 */
export const rowsWrittenSince = (url: string, schema: string, mark: string): Promise<number> =>
  asking(url, async (sql) => {
    const [row] = await sql`
      select sum((xpath('/row/n/text()', query_to_xml(
        format(
          'select count(*) as n from %I.%I where xmin::text::bigint > %s',
          schemaname, relname, ${mark}::bigint
        ),
        false, true, ''
      )))[1]::text::bigint) as rows
      from pg_stat_user_tables
      where schemaname = ${schema}
    `
    return Number(row?.rows)
  })

/** What the sample's changes come to, by entity: the table at the head of changes-source.sql. */
export const expectedChanges = ({ changes }: Sample): ReadonlyMap<string, States> => {
  const lines = readFileSync(changes.source, 'utf8').matchAll(/^-- {3}([a-z_]+)((?: +\d+){6})$/gm)
  return new Map(
    Array.from(lines, ([, entity = '', numbers = '']) => {
      const counts = numbers.trim().split(/ +/).map(Number)
      return [entity, Object.fromEntries(states.map((name, n) => [name, counts[n]])) as States]
    }),
  )
}

/** The entities of a report that are not in step, in the shape of `expectedChanges`. */
export const foundChanges = (
  entities: readonly (Readonly<Record<string, unknown>> & { readonly entity: string })[],
): ReadonlyMap<string, States> =>
  new Map(
    entities
      .map((entity) => {
        const counts = states.map((name) => [name, Number(entity[name])] as const)
        return [entity.entity, Object.fromEntries(counts) as States] as const
      })
      .filter(([, counts]) => Object.values(counts).some((count) => count > 0)),
  )
