/** Whole syncs by SQL, as psql or pg_cron would do them, and what must be true after each. */
import { expect } from 'vitest'
import { type Digest, farDigest, nearDigest } from './evidence.ts'
import type { Document, Stage } from './stage.ts'

/** Options of `lockstep.start_run`. */
export type SyncOptions = Readonly<Record<string, boolean | number>>

/** Steps a sync of all entities to its end and returns its report; the sums must add up. */
export const syncAll = async ({ near }: Stage, options: SyncOptions = {}): Promise<Document> => {
  const [started] =
    await near`select lockstep.start_run('sync', options => ${near.json(options)}) as run`
  for (;;) {
    const [step] = await near`select status from lockstep.step(${started?.run})`
    if (step?.status === 'completed') break
    expect(step?.status).toBe('worked')
  }
  const [told] = await near`select lockstep.report(${started?.run}) as report`
  const report: Document = told?.report
  for (const { source_rows, synced, rejected, excluded, accounted } of report.entities) {
    const sum = BigInt(synced ?? 0) + BigInt(rejected ?? 0) + BigInt(excluded ?? 0)
    expect([accounted, BigInt(source_rows ?? -1)]).toEqual([true, sum])
  }
  return report
}

/** Open rejects: entity, key, SQLSTATE. */
export const openRejects = async ({ near }: Stage): Promise<readonly string[]> => {
  const rows = await near`
    select concat_ws(' ', entity, source_key ->> 0, sqlstate) as reject
    from lockstep.rejects
    where closed_at is null
    order by entity, (source_key ->> 0)::int
  `
  return rows.map(({ reject }) => reject)
}

/** Where each row of these tables stands and who wrote it: a write of any kind shows. */
const places = (stage: Stage, tables: readonly string[]): Promise<Digest> =>
  nearDigest(
    stage,
    Object.fromEntries(
      tables.map((table) => [table, `select t.ctid, t.xmin, t.* from public.${table} as t`]),
    ),
  )

/** Pairs of queries, by target table: what stands there in the words of the source and of the target. */
export type Words = Readonly<Record<string, readonly [far: string, near: string]>>

const side = (words: Words, index: 0 | 1) =>
  Object.fromEntries(Object.entries(words).map(([table, pair]) => [table, pair[index]]))

/** Both sides agree by queries that know nothing of lockstep, and another sync writes no row. */
export const expectAgreement = async (stage: Stage, words: Words): Promise<void> => {
  expect(await nearDigest(stage, side(words, 1))).toEqual(await farDigest(stage, side(words, 0)))
  const tables = Object.keys(words)
  const before = await places(stage, tables)
  await syncAll(stage)
  expect(await places(stage, tables)).toEqual(before)
}

/** Changes the source, and expects that one sync brings all of it over. */
export const expectArrival = async (
  stage: Stage,
  words: Words,
  sql: string,
  options: SyncOptions = {},
): Promise<void> => {
  await stage.far.unsafe(sql).simple()
  const { in_step, rejects } = await syncAll(stage, options)
  expect([in_step, rejects]).toEqual([true, []])
  await expectAgreement(stage, words)
}
