/** A sample on two servers: commands to run, questions to ask. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sql } from 'postgres'
import { expect } from 'vitest'
import { type Ended, lockstep } from '../../scripts/lib/cli.ts'
import { asking, writesIn } from '../../scripts/lib/evidence.ts'
import type { Pair } from '../../scripts/lib/pair.ts'
import { dataFolder, type Sample, type SampleName } from '../../scripts/lib/samples.ts'

/** The document of sync and compare, as far as the tests read it. */
export interface Document {
  readonly state: string
  readonly in_step: boolean
  readonly entities: readonly {
    readonly entity: string
    readonly source_rows: string
    readonly synced: string
    readonly rejected: string
    readonly excluded: string
    readonly extra: string
    readonly written: string
    readonly accounted: boolean
    readonly pushdown: string
  }[]
  readonly rejects: readonly Readonly<Record<string, unknown>>[]
  readonly findings: readonly { readonly check: string; readonly level: string }[]
}

/** What a test can do with a pair of servers. */
export interface Stage {
  /** Runs a command and expects its exit code. */
  run(line: string, code?: number): Promise<Ended>
  /** Runs sync or compare and returns its document. */
  result(line: string, code?: number): Promise<Document>
  /** Asks the target. */
  target<T>(ask: (sql: Sql) => Promise<T>): Promise<T>
  /** Asks or changes the source, as its owner would. */
  source<T>(ask: (sql: Sql) => Promise<T>): Promise<T>
  /** One value from the target. */
  value(sql: string): Promise<string | null>
  writes(): Promise<number>
}

/** The stage of a sample; its servers may start later. */
export const stageOf = (sample: Sample, pair: () => Pair): Stage => stageAt(sample.schema, pair)

/** The same for a target whose tables are in that schema. */
export const stageAt = (schema: string, pair: () => Pair): Stage => {
  const run = async (line: string, code = 0) => {
    const ended = await lockstep(line.split(' '), pair())
    expect(ended.code, `lockstep ${line}\n${ended.stdout}${ended.stderr}`).toBe(code)
    return ended
  }
  const target = <T>(ask: (sql: Sql) => Promise<T>) => asking(pair().targetUrl, ask)
  return {
    run,
    result: async (line, code) => JSON.parse((await run(`${line} --json`, code)).stdout),
    target,
    source: (ask) => asking(pair().sourceAdminUrl, ask),
    value: (query) =>
      target(async (sql) => {
        const [row] = await sql.unsafe(query).values()
        return row?.[0] == null ? null : String(row[0])
      }),
    writes: () => writesIn(pair().targetUrl, schema),
  }
}

/** Rows of each table as somebody else counted them: `facts/….tables.tsv`. */
export const factsOf = (path: string): ReadonlyMap<string, number> => {
  const [, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  return new Map(
    lines
      .map((line) => line.split('\t'))
      .filter(([, , , , , parents]) => !parents)
      .map(([table = '', , , rows]) => [table, Number(rows)]),
  )
}

/** The facts of a public sample. */
export const factsFile = (name: SampleName, file: string): string =>
  join(dataFolder, name, 'facts', file)
