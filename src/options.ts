/** What the library's verbs can be told. */
import type { RunRequest } from './db/api.ts'
import type { RunKind } from './db/shapes.ts'
import type { DriveOptions } from './run/loop.ts'

/** What createLockstep needs to know. */
export interface LockstepOptions {
  /** The target database. Default: the environment's LOCKSTEP_TARGET_URL. */
  readonly targetUrl?: string | undefined
  /** Told what is being waited for. */
  readonly onNote?: ((message: string) => void) | undefined
  /** Told what the server and the migrations say. */
  readonly onDebug?: ((message: string) => void) | undefined
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

/** How to compare or detect. */
export interface RunOptions extends DriveOptions {
  /** Default: all. */
  readonly entities?: readonly string[] | undefined
  /** Rows of a segment, instead of each entity's own number. */
  readonly batchRows?: number | undefined
  /** Told the number of the run when it starts. */
  readonly onStart?: ((run: bigint) => void) | undefined
}

/** How to detect. */
export interface DetectOptions extends RunOptions {
  /** Only rows whose watermark is newer than this time. */
  readonly since?: string | undefined
}

/** How to sync. */
export interface SyncOptions extends RunOptions {
  /** Compare and count, write nothing. */
  readonly dryRun?: boolean | undefined
  /** Delete however many rows are gone at the source. */
  readonly allowDeletes?: boolean | undefined
  /** Part of an entity's rows that may be deleted without that. Default 0.1. */
  readonly maxDeleteRatio?: number | undefined
}

/** Only what was given: the database knows the defaults. */
const given = (values: Readonly<Record<string, string | number | boolean | undefined>>) =>
  Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string | number | boolean] => entry[1] !== undefined,
    ),
  )

/** The verbs' options as the database takes them. */
export const requestOf = (kind: RunKind, options: SyncOptions & DetectOptions): RunRequest => ({
  kind,
  entities: options.entities ?? [],
  isDry: options.dryRun ?? false,
  options: given({
    batch_rows: options.batchRows,
    allow_deletes: options.allowDeletes,
    max_delete_ratio: options.maxDeleteRatio,
    since: options.since,
  }),
})
