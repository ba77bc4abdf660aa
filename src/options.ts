/** What the library's verbs can be told. */
import type { Adoption } from './db/adoption.ts'
import type { Api, RunRequest } from './db/api.ts'
import type { LogChoice, RunKind } from './db/shapes.ts'
import type { OnLog } from './db/tail.ts'
import { LockstepError } from './errors.ts'
import type { Beginning, LimitedOptions } from './run/outcome.ts'
import type { Stop } from './run/stop.ts'

/** What createLockstep needs to know. */
export interface LockstepOptions {
  /** The target database. Default: the environment's LOCKSTEP_TARGET_URL. */
  readonly targetUrl?: string | undefined
  /** Told what is being waited for. */
  readonly onNote?: ((message: string) => void) | undefined
  /** Told what the server and the migrations say. */
  readonly onDebug?: ((message: string) => void) | undefined
  /** Told what runs that are driven here leave in the log, as it comes. */
  readonly onLog?: OnLog | undefined
}

/** A source database to link. */
export interface LinkOptions {
  /** Default: the environment's LOCKSTEP_SOURCE_URL. The target's server must reach its host. */
  readonly sourceUrl?: string | undefined
  /** Schemas of the source. Default: public. */
  readonly schemas?: readonly string[] | undefined
  /** Schema that its linked tables stand in. Default: legacy. */
  readonly localSchema?: string | undefined
}

/** Which entities. Default: all. */
export interface Chosen {
  readonly entities?: readonly string[] | undefined
  /** Also the entities of these groups. */
  readonly groups?: readonly string[] | undefined
}

/** How to compare or detect. */
export interface RunOptions extends LimitedOptions, Chosen {
  /** Rows of a segment, instead of each entity's own number. */
  readonly batchRows?: number | undefined
}

/** How to compare. */
export interface CompareOptions extends RunOptions {
  /** What the mapping makes of the source against the target, without the ledger. */
  readonly deep?: boolean | undefined
  /** With deep: values that are equal but written in another way (1.0, 1.00) differ, too. */
  readonly strict?: boolean | undefined
  /** Seconds after which what differs is looked at again; it counts only if it still does. */
  readonly settle?: number | undefined
  /** Also which ranges of keys differ, or which rows. Default: entity. */
  readonly by?: Distance | undefined
  /** Rows, or ranges, of each entity. Default 20. */
  readonly limit?: number | undefined
  /** With the values of rows that differ. */
  readonly showValues?: boolean | undefined
}

/** How close to look. */
export type Distance = 'entity' | 'block' | 'row'

/** How to detect. */
export interface DetectOptions extends RunOptions {
  /** Only rows whose watermark is newer than this time. */
  readonly since?: string | undefined
  /** Look no further when so many differences are found. */
  readonly stopAfter?: number | undefined
  /** How many keys of each state to return. Default 5; the view lockstep.differences has all. */
  readonly keys?: number | undefined
}

/** How to validate. */
export interface ValidateOptions extends RunOptions {
  /** Percent of all rows at the source that have to be correct. Default 100. */
  readonly minSuccess?: number | undefined
  /** Rows that were refused are a warning, and do not count. Default: they are errors. */
  readonly allowRejects?: boolean | undefined
  /** Share of the rows whose content is compared, chosen by their key. Default: all. */
  readonly sample?: number | undefined
  /** Seconds after which what differs is looked at again; it counts if it still does. Default: at once. */
  readonly settle?: number | undefined
}

/** How to sync. */
export interface SyncOptions extends RunOptions {
  /** Compare and count, write nothing. */
  readonly dryRun?: boolean | undefined
  /** Delete however many rows are gone at the source. */
  readonly allowDeletes?: boolean | undefined
  /** Part of an entity's rows that may be deleted without that. Default 0.1. */
  readonly maxDeleteRatio?: number | undefined
  /** Of entities with a watermark, look only at rows that moved since the last sync: no deletes, no drift. */
  readonly watermark?: boolean | undefined
  /** Drop secondary indexes and foreign keys of empty tables, and build them when the rows are there. */
  readonly fastFirstLoad?: boolean | undefined
  /** Look only at the rows that this detect found. Default for entities and groups: those that it looked at. */
  readonly analysis?: bigint | undefined
}

/** How target rows are told that earlier scripts wrote. */
export interface AdoptionWays {
  /** Target columns that hold the source key. Default: those that the mapping fills with it. */
  readonly by?: readonly string[] | undefined
  /** A table of source keys and target keys. */
  readonly from?: string | undefined
  /** Which of its rows: a condition. */
  readonly where?: string | undefined
  /** Its columns with the source key. Default: legacy_id. */
  readonly legacyKey?: readonly string[] | undefined
  /** Its columns with the target key. Default: new_id. */
  readonly targetKey?: readonly string[] | undefined
  /** Returns the columns of the source key, then those of the target key. */
  readonly query?: string | undefined
  /** Of several rows of one source key, the one with the least value of this expression over t. */
  readonly prefer?: string | undefined
}

/** How to adopt. The ways are those of the one entity that is named; else each one's definition holds. */
export interface AdoptOptions extends RunOptions, AdoptionWays {
  /** Also rows whose source row is gone, so that the next sync deletes them. */
  readonly gone?: boolean | undefined
  /** Delete rows whose source key has another one, if nobody refers to them. */
  readonly deleteDuplicates?: boolean | undefined
  /** However many they are. */
  readonly allowDeletes?: boolean | undefined
  /** Do all of it in one transaction, and roll it back. */
  readonly dryRun?: boolean | undefined
}

/** What to undo, and how. */
export interface UndoOptions extends LimitedOptions {
  /** Default: all of the run. */
  readonly entities?: readonly string[] | undefined
  /** One row of the one entity: a text for each column of its source key. */
  readonly key?: readonly string[] | undefined
  /** Count, change nothing. */
  readonly dryRun?: boolean | undefined
  /** Also rows that somebody changed since. */
  readonly force?: boolean | undefined
}

/** Which rejects to list. */
export interface RejectOptions extends Chosen {
  /** Only those that were open in that run. */
  readonly run?: bigint | undefined
  /** How many to list one by one. Default: none. */
  readonly rows?: number | undefined
  /** One by one, those that healed instead of those that are open. */
  readonly closed?: boolean | undefined
  /** With what triggers said, which may quote the row. */
  readonly showValues?: boolean | undefined
}

/** What to show of a record. */
export interface CheckOptions {
  /** With the values of both sides. */
  readonly showValues?: boolean | undefined
}

/** What to show of the rows that a run wrote over. */
export interface ConflictOptions {
  /** Default: all. */
  readonly entities?: readonly string[] | undefined
  /** With the values before and after. */
  readonly showValues?: boolean | undefined
  /** Columns of rows to list. Default 20. */
  readonly limit?: number | undefined
}

/** What to prune. */
export interface PruneOptions {
  /** Age of what goes, as PostgreSQL reads it. Default: 30 days. */
  readonly olderThan?: string | undefined
  /** Count, delete nothing. */
  readonly dryRun?: boolean | undefined
  /** Told the rows deleted so far. */
  readonly onProgress?: ((rows: bigint) => void) | undefined
}

/** Which entries of the log, and for how long. */
export interface LogOptions extends LogChoice {
  /** Only so many, the last ones. Default: all; of a log that is followed, ten before it goes on. */
  readonly tail?: number | undefined
  /** Go on with what is yet to come; of a run, until that is over. */
  readonly follow?: boolean | undefined
  /** Seconds between two looks. Default 1. */
  readonly interval?: number | undefined
  /** Ends the following. */
  readonly stop?: Stop | undefined
}

/** How to watch. */
export interface WatchOptions {
  /** Default: whichever run is at work, one after the other. */
  readonly run?: bigint | undefined
  /** Seconds between two looks. Default 2. */
  readonly interval?: number | undefined
  /** Ends the watching. */
  readonly stop?: Stop | undefined
}

/** Only what was given: the database knows the defaults. */
const given = (values: Readonly<Record<string, string | number | boolean | undefined>>) =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
    ),
  )

/** What any run can be told. */
export type AnyRunOptions = SyncOptions & DetectOptions & CompareOptions & ValidateOptions

/** Names of entities, with those of the groups; none for all. */
export const entitiesOf = async (
  api: Api,
  { entities = [], groups = [] }: Chosen,
): Promise<readonly string[]> => {
  if (groups.length === 0) return entities
  return [...new Set([...entities, ...(await api.entitiesOf(groups))])]
}

/** The verbs' options as the database takes them. */
export const requestOf = async (
  api: Api,
  kind: RunKind,
  options: AnyRunOptions,
): Promise<RunRequest> => ({
  kind,
  entities: await entitiesOf(api, options),
  isDry: options.dryRun ?? false,
  options: given({
    batch_rows: options.batchRows,
    allow_deletes: options.allowDeletes,
    max_delete_ratio: options.maxDeleteRatio,
    since: options.since,
    watermark: options.watermark,
    fast_first_load: options.fastFirstLoad,
    deep: options.deep,
    strict: options.strict,
    settle: options.settle,
    save: (options.by ?? 'entity') === 'entity' ? undefined : true,
    min_success: options.minSuccess,
    allow_rejects: options.allowRejects,
    sample: options.sample,
    stop_after: options.stopAfter,
    analysis: options.analysis === undefined ? undefined : `${options.analysis}`,
  }),
})

/** How a run begins. A sync that did not end is taken up, a comparison begins anew. */
export const beginningOf = (kind: RunKind, options: AnyRunOptions): Beginning => ({
  begin: async (api) => api.startRun(await requestOf(api, kind, options)),
  isResumed: kind === 'sync' && !options.dryRun,
})

const waysOf = (options: AdoptOptions) => {
  const { by, from, where, legacyKey, targetKey, query, prefer } = options
  const isMapped = [from, where, legacyKey, targetKey].some((value) => value !== undefined)
  const ways = {
    by,
    mapping: from,
    mapping_where: where,
    mapping_key: isMapped ? (legacyKey ?? ['legacy_id']) : undefined,
    mapping_target: isMapped ? (targetKey ?? ['new_id']) : undefined,
    query,
    prefer,
  }
  return Object.fromEntries(Object.entries(ways).filter(([, value]) => value !== undefined))
}

/** What an adoption is told. */
export const adoptionOf = (options: AdoptOptions): Adoption => {
  const { entities = [], gone, deleteDuplicates, allowDeletes, batchRows } = options
  const ways = waysOf(options)
  const [entity] = entities
  const isTold = Object.keys(ways).length > 0
  if (isTold && (entity === undefined || entities.length > 1)) {
    throw new LockstepError('LSK25', 'how to adopt is said of one entity at a time', {
      hint: 'Name one; or write it beside its mapping: lockstep.define_adoption',
    })
  }
  return {
    entities,
    ways: isTold && entity !== undefined ? { [entity]: ways } : {},
    options: given({
      gone,
      delete_duplicates: deleteDuplicates,
      allow_deletes: allowDeletes,
      batch_rows: batchRows,
    }),
  }
}

/** How the undo of a run begins. One that did not end is taken up. */
export const undoOf = (run: bigint, options: UndoOptions): Beginning => {
  const { entities = [], key, dryRun: isDry = false, force = false } = options
  const chosen = entities.length === 0 ? undefined : entities
  return {
    begin: (api) => api.startUndo(run, { entities: chosen, key, isDry, force }),
    isResumed: !isDry,
  }
}
