/** What scenarios are made of. */
import { events } from './data.ts'
import type { Goal } from './figures.ts'
import type { Contender } from './measure.ts'
import type { Stage } from './stage.ts'

/** One kind of work. */
export interface Scenario {
  readonly about: string
  /** What its figures can show, where that is not plain. */
  readonly note?: string
  /** Rows that it takes when --rows says so many. Default: as many. */
  readonly size?: (rows: number) => number
  /** Percentage of rows that changed, where time over that share is of interest. */
  readonly share?: number
  readonly lay: (stage: Stage, rows: number, withPeers: boolean) => Promise<void>
  readonly contenders: (stage: Stage, rows: number, withPeers: boolean) => readonly Contender[]
  readonly goals: readonly Goal[]
  /** Stops what `lay` has started. */
  readonly clear?: (stage: Stage) => Promise<void>
}

export const ONE = 'lockstep, 1 worker'
export const TWO = 'lockstep, 2 workers'
export const PASS = 'one pass at the source'
export const FLOOR = 'insert … select, random keys'

export const workers = [
  [ONE, 1],
  [TWO, 2],
] as const

/** Lays the table on both sides, and its mapping. */
export const layEvents = async (stage: Stage, rows: number): Promise<void> => {
  const { source, target, mapping } = events(rows)
  await stage.far.unsafe(source).simple()
  await stage.near.unsafe(target).simple()
  await stage.lockstep('deploy')
  await stage.lockstep('link create')
  await stage.near.unsafe(mapping).simple()
}

/** The same, loaded and in good order. */
export const loadEvents = async (stage: Stage, rows: number): Promise<void> => {
  await layEvents(stage, rows)
  await stage.lockstep('sync')
  await stage.far`vacuum event`
  await stage.near`vacuum analyze events`
  await stage.near`vacuum analyze lockstep_ledger.event`
}

/** As before the first load. */
export const clearEvents = async (stage: Stage, rows: number): Promise<void> => {
  await stage.near`select lockstep.drop_entity('event')`
  await stage.near`truncate events, lockstep_state.overwritten`
  await stage.nearAdmin`checkpoint`
  await stage.near.unsafe(events(rows).mapping).simple()
}

/** The nodes of a plan, from the top down. */
const nodesOf = (
  plan: Readonly<Record<string, unknown>>,
): readonly Readonly<Record<string, unknown>>[] => [
  plan,
  ...((plan.Plans ?? []) as Readonly<Record<string, unknown>>[]).flatMap(nodesOf),
]

/** The sums over all blocks, as the source gets them in a comparison. */
const remotePass = async ({ near }: Stage, entity: string): Promise<string> =>
  near.begin(async (sql) => {
    await sql`set local cpu_operator_cost = 1`
    await sql`set local cpu_tuple_cost = 1`
    const [sums] = await sql`
      select lockstep_private.block_sums_sql(
        lockstep_private.entity_shape(${entity}), row('all', 'true', 'true', false, null)
      ) as sql
    `
    const [explained] = await sql.unsafe(`explain (verbose, format json) ${sums?.sql}`)
    for (const node of nodesOf(explained?.['QUERY PLAN'][0].Plan)) {
      const statement = node['Remote SQL']
      if (typeof statement === 'string' && /sum\(/.test(statement)) return statement
    }
    throw new Error('the fingerprint is not computed at the source')
  })

/** One pass of the fingerprint: by a cursor, as postgres_fdw does, which rules out a parallel plan. */
export const passing = (stage: Stage, entity: string): Contender => {
  const pass = { sql: '' }
  return {
    name: PASS,
    prepare: async () => {
      pass.sql = await remotePass(stage, entity)
    },
    work: async () => {
      await stage.far.begin(async (sql) => {
        await sql`set local enable_sort = off`
        await sql`set local jit = off`
        await sql.unsafe(`declare pass cursor for ${pass.sql}`)
        await sql`fetch all from pass`
      })
    },
  }
}

/** Compares the table of events, with one worker and with two. */
export const comparing = (stage: Stage, codes: readonly number[]): readonly Contender[] =>
  workers.map(([name, count]) => ({
    name,
    work: () => stage.lockstep(`compare event --workers ${count} --json`, codes),
  }))

/** Loads the table of events anew, with one worker and with two, plainly or with that flag. */
export const loading = (stage: Stage, rows: number, flag = ''): readonly Contender[] =>
  workers.map(([name, count]) => ({
    name: `${name}${flag}`,
    prepare: () => clearEvents(stage, rows),
    work: () => stage.lockstep(`sync event --workers ${count}${flag} --json`),
  }))

/** What it takes by what somebody else takes, in each round; `most` is the goal. */
export const against = (of: string, by: string, most?: number): Goal =>
  most === undefined ? { kind: 'ratio', of, by } : { kind: 'ratio', of, by, most }
