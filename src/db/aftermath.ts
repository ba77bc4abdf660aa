/** What runs leave behind: rows that were refused, rows that were written over, before-images. */
import {
  type ConflictOptions,
  entitiesOf,
  type PruneOptions,
  type RejectOptions,
} from '../options.ts'
import type { Api } from './api.ts'
import { latestSync } from './runs.ts'
import type { Changes, Conflict, ConflictCount, Difference, Reject, RejectCause } from './shapes.ts'

/** Rows that could not be written or deleted. */
export interface Rejects {
  /** How many are open. */
  readonly open: bigint
  /** The open ones by cause. */
  readonly causes: readonly RejectCause[]
  /** One by one, as far as asked for. */
  readonly rows: readonly Reject[]
}

/** What a run wrote over. */
export interface Conflicts {
  readonly run: bigint
  readonly counts: readonly ConflictCount[]
  /** Column by column, up to the limit. */
  readonly columns: readonly Conflict[]
}

/** What was pruned. */
export interface Pruned {
  readonly olderThan: string
  readonly rows: bigint
}

/** Something that may take long, in a transaction of its own. */
type Long = <T>(does: (api: Api) => Promise<T>) => Promise<T>

const chosen = (entities: readonly string[] | undefined) =>
  entities === undefined || entities.length === 0 ? undefined : entities

/** Lists rejects. */
export const findRejects = (long: Long, how: RejectOptions): Promise<Rejects> => {
  const { run, rows = 0, closed: isClosed = false, showValues = false } = how
  return long(async (api) => {
    const choice = { entities: chosen(await entitiesOf(api, how)), run, showValues }
    const causes = await api.rejectCauses(choice)
    return {
      open: causes.reduce((sum, cause) => sum + cause.rows, 0n),
      causes,
      rows: rows > 0 ? await api.rejects({ ...choice, isClosed, limit: rows }) : [],
    }
  })
}

/** What a detect found, and the first keys of each state. */
export const findChanges = (
  long: Long,
  run: bigint,
  keys = 5,
): Promise<{
  readonly changes: readonly Changes[]
  readonly differences: readonly Difference[]
}> =>
  long(async (api) => ({
    changes: await api.changes(run),
    differences: await api.differences(run, keys),
  }))

/** Lists what a run wrote over. Default: the latest sync. */
export const findConflicts = (
  long: Long,
  id: bigint | undefined,
  { entities, showValues = false, limit = 20 }: ConflictOptions,
): Promise<Conflicts> =>
  long(async (api) => {
    const run = id ?? (await latestSync(api))
    const choice = { entities: chosen(entities), run, showValues }
    const counts = await api.conflictCounts(choice)
    return { run, counts, columns: await api.conflicts({ ...choice, limit }) }
  })

/** Deletes before-images, one transaction for each piece. */
export const pruneImages = async (long: Long, how: PruneOptions): Promise<Pruned> => {
  const { olderThan = '30 days', dryRun = false, onProgress } = how
  if (dryRun) return { olderThan, rows: await long((api) => api.prunable(olderThan)) }
  let rows = 0n
  for (;;) {
    const piece = await long((api) => api.prune(olderThan))
    if (piece === 0n) return { olderThan, rows }
    rows += piece
    onProgress?.(rows)
  }
}

/** How many keys of each kind are named. */
const EXAMPLES = 5

/** What an undo left as it is. */
export const findLeft = (long: Long, run: bigint): Promise<readonly Difference[]> =>
  long((api) => api.differences(run, EXAMPLES))
