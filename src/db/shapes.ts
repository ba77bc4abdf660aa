/** What the database's functions return. Names of the report's document are those of its JSON. */

/** One row of any check. */
export interface Finding {
  readonly check: string
  readonly level: 'error' | 'warning' | 'info'
  readonly entity: string | null
  readonly detail: string
  readonly remedy: string | null
  /** Stable, to mute it by. */
  readonly key: string
  /** How many rows it concerns, as text: of a validation. */
  readonly rows?: string
  /** Some of their keys: of a validation. */
  readonly example_keys?: readonly unknown[]
}

/** What became of one table of the source. */
export interface ImportedTable {
  readonly remoteSchema: string
  readonly remoteTable: string
  readonly localTable: string | null
  readonly kind: string
  readonly change: string
  readonly reason: string | null
}

/** Where a source is and how to log in there, as the target's server must. */
export interface SourceAddress {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly sslmode: string
}

/** A source database. */
export interface Link {
  readonly name: string
  readonly localSchema: string
  readonly remoteSchemas: readonly string[]
  readonly importedAt: string | null
}

/** A mapping. */
export interface Entity {
  readonly name: string
  readonly source: string
  readonly sourceKey: readonly string[]
  readonly target: string
  readonly targetKey: readonly string[]
  readonly keyStrategy: string
  readonly columns: Readonly<Record<string, string>>
  readonly refs: Readonly<Record<string, unknown>>
  readonly watermark: string | null
  readonly onDelete: string
  readonly onDrift: string
  readonly batchRows: number
  readonly description: string | null
  readonly isComplete: boolean
  /** Changes when the mapping does. */
  readonly definedAt: string
  /** Null if it is of none. */
  readonly domain: string | null
  /** Indexes and foreign keys of the target that a fast first load has yet to build. */
  readonly setAside: readonly string[]
}

/** A name for some entities. */
export interface Group {
  readonly name: string
  /** domain: reports add up by it. */
  readonly kind: 'group' | 'domain'
  readonly description: string
  /** The entities that it names. */
  readonly entities: readonly string[]
  /** The groups that it holds. */
  readonly groups: readonly string[]
  /** The entities that it comes to. */
  readonly chosen: readonly string[]
  /** Names in it that are not defined. */
  readonly missing: readonly string[]
}

/** What a run does. */
export type RunKind = 'sync' | 'compare' | 'detect' | 'undo' | 'analyze' | 'validate' | 'adopt'

/** A run. */
export interface Run {
  readonly id: bigint
  readonly kind: RunKind
  readonly status: string
  readonly isDry: boolean
  /** The run that an undo is about. */
  readonly undoes: bigint | null
  readonly entities: readonly string[]
  readonly createdAt: string
  readonly createdBy: string
  readonly finishedAt: string | null
  /** Since its last sign of life, while it is not over. */
  readonly silentSeconds: number | null
  readonly errorCode: string | null
  readonly error: string | null
}

/** How a step ended. Only after `worked` and `wait` is there a next one. */
export type StepStatus = 'worked' | 'wait' | 'completed' | 'paused' | 'cancelled' | 'failed'

/** How far a run is with one entity. */
export interface Progress {
  readonly entity: string
  readonly stageKind: string | null
  readonly segments: bigint
  readonly segmentsDone: bigint
  readonly rowsDone: bigint
  readonly rowsExpected: bigint | null
  readonly differing: bigint
  readonly written: bigint
  readonly rejected: bigint
  readonly isDone: boolean
}

/** How far a run is with one entity: more of it. */
export interface RunProgress {
  readonly entity: string
  readonly level: number
  /** Kind of the segment that comes next; done for none. */
  readonly work: string
  readonly isDone: boolean
  readonly segments: bigint
  readonly segmentsDone: bigint
  readonly rowsDone: bigint
  readonly rowsExpected: bigint | null
  readonly insert: bigint
  readonly update: bigint
  readonly conflict: bigint
  readonly drift: bigint
  readonly missing: bigint
  readonly delete: bigint
  /** All of these. */
  readonly differing: bigint
  readonly written: bigint
  readonly rejected: bigint
  readonly rowsPerSecond: number | null
  readonly secondsLeft: number | null
  /** First work on its rows. */
  readonly startedAt: Date | null
  /** Last work on them. */
  readonly workedAt: Date | null
}

/** A session that works on a segment now. */
export interface Worker {
  readonly pid: number
  readonly role: string | null
  /** As it calls itself: lockstep, psql, pg_cron … */
  readonly application: string | null
  readonly segment: bigint
  readonly entity: string | null
  readonly work: string
  readonly lower: bigint | null
  readonly upper: bigint | null
  /** Since when; null for who may not see it. */
  readonly seconds: number | null
  /** Kind of the lock that it waits for. */
  readonly waitsFor: string | null
}

/** A run at one moment. */
export interface RunState {
  readonly run: Run
  readonly entities: readonly RunProgress[]
  readonly workers: readonly Worker[]
}

/** Rows that detect found, or that an undo left as they are. */
export interface Difference {
  readonly entity: string
  /** Of an undo: `changed` by somebody since, or `refused` by the database. */
  readonly state: string
  /** What the database refused it with. */
  readonly sqlstate: string | null
  readonly count: bigint
  readonly keys: readonly string[]
}

/** What a detect found of an entity. */
export interface Changes {
  readonly entity: string
  /** Looked at, without those that the filter excludes. */
  readonly sourceRows: bigint | null
  readonly insert: bigint
  readonly update: bigint
  readonly conflict: bigint
  readonly drift: bigint
  readonly missing: bigint
  readonly delete: bigint
  /** All of these. */
  readonly differing: bigint
  /** Of all rows, those that are gone included; null if not all were looked at. */
  readonly percent: number | null
  /** It had found enough before it came to the end: there may be more. */
  readonly isPartial: boolean
}

/** The states that a row can be in, and what else a report counts; bigints as strings. */
export interface EntityReport {
  readonly entity: string
  readonly domain?: string | null
  readonly source_rows: string
  readonly insert: string
  readonly update: string
  readonly conflict: string
  readonly drift: string
  readonly missing: string
  readonly delete: string
  readonly unchanged: string
  /** This, synced and excluded are null where only rows that moved were looked at. */
  readonly extra: string | null
  readonly synced: string | null
  readonly rejected: string
  readonly excluded: string | null
  readonly written: string
  /** Whether source = synced + rejected + excluded; null where the run did not add up. */
  readonly accounted: boolean | null
  readonly pushdown: string | null
  /** How a comparison without the ledger found target rows: origin, keep, derive, key or ledger. */
  readonly pairing?: string | null
  /** Differences that were gone when they were looked at again. */
  readonly settled?: string
  readonly seconds: number
  readonly rows_per_second: number | null
}

/** The books of a domain; null where those of one of its entities are not known. */
export interface DomainReport {
  /** Null: the entities of no domain. */
  readonly domain: string | null
  readonly entities: string
  readonly source_rows: string | null
  readonly synced: string | null
  readonly rejected: string | null
  readonly excluded: string | null
  /** Percent of the rows that are not excluded that are synced. */
  readonly coverage: number | null
}

/** Rejects of one cause. */
export interface RejectReport {
  readonly entity: string
  readonly reason: string
  readonly sqlstate: string | null
  readonly constraint: string | null
  readonly column: string | null
  readonly message: string
  readonly count: string
  readonly example_keys: readonly unknown[]
  readonly remedy: string
}

/** Open rejects of one cause, and what to do about it. */
export interface RejectCause {
  readonly entity: string
  readonly operation: 'write' | 'delete'
  readonly reason: string
  readonly sqlstate: string
  readonly constraint: string | null
  readonly column: string | null
  readonly message: string
  readonly rows: bigint
  /** Up to five. */
  readonly exampleKeys: readonly (readonly string[])[]
  readonly remedy: string
}

/** One row that could not be written or deleted. */
export interface Reject {
  readonly entity: string
  readonly sourceKey: readonly string[]
  readonly operation: 'write' | 'delete'
  readonly reason: string
  readonly sqlstate: string
  readonly constraint: string | null
  readonly column: string | null
  /** Null for what a trigger said, unless values were asked for. */
  readonly message: string | null
  readonly firstRun: bigint
  readonly lastRun: bigint
  /** When it healed, or its row went away. */
  readonly closedAt: string | null
}

/** Target rows that a run met in one state and wrote over. */
export interface ConflictCount {
  readonly entity: string
  readonly state: string
  readonly rows: bigint
}

/** One column of a target row that a run wrote over. */
export interface Conflict {
  readonly entity: string
  readonly sourceKey: readonly string[]
  readonly state: string
  /** Null where nothing differs any more. */
  readonly column: string | null
  /** Null unless values were asked for. */
  readonly before: string | null
  readonly after: string | null
}

/** What a run did: the document of `sync --json`. */
export interface Report {
  readonly run: string
  readonly kind: RunKind
  readonly dry_run: boolean
  readonly state: string
  readonly in_step: boolean
  readonly started_at: string | null
  readonly finished_at: string | null
  readonly entities: readonly EntityReport[]
  /** None where no domain is defined. */
  readonly domains?: readonly DomainReport[]
  readonly rejects: readonly RejectReport[]
  readonly findings: readonly Finding[]
  /** Of a run of kind analyze. */
  readonly analysis?: readonly Analysis[]
  readonly error: { readonly code: string; readonly message: string } | string | null
  readonly seconds: number
}

/** What an analysis found of an entity. */
export interface Analysis {
  readonly entity: string
  readonly facts: Readonly<Record<string, unknown>>
}

/** How much an entry of the log matters, from the least. */
export type LogLevel = 'debug' | 'info' | 'warning' | 'error'

/** One thing that happened. */
export interface LogEntry {
  readonly id: bigint
  /** UTC, as ISO 8601 has it. */
  readonly at: string
  readonly run: bigint | null
  /** Of the run. */
  readonly kind: RunKind | null
  readonly entity: string | null
  readonly level: LogLevel
  readonly message: string
  readonly detail: Readonly<Record<string, unknown>>
}

/** Which entries of the log. Default: all. */
export interface LogChoice {
  readonly run?: bigint | undefined
  readonly entities?: readonly string[] | undefined
  /** Of this level or one that matters more. */
  readonly level?: LogLevel | undefined
  /** Since that time, as PostgreSQL reads it, or since so many seconds. */
  readonly since?: string | number | undefined
  /** Which have this text in message or details, in whatever case. */
  readonly text?: string | undefined
}

/** One measure, as Prometheus has them. */
export interface Metric {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
  readonly type: 'counter' | 'gauge'
  readonly help: string
}

/** Where an entity stands. */
export interface Checkpoint {
  readonly entity: string
  readonly lastRun: bigint | null
  readonly lastSyncedAt: Date | null
  readonly lastWholeRun: bigint | null
  /** End of the last sync that looked at all of its rows. */
  readonly lastWholeAt: Date | null
  /** How far back a sync by watermark looks. */
  readonly watermarkSince: Date | null
  /** About how many; null if not known. */
  readonly ledgerRows: bigint | null
  /** The run that did not end. */
  readonly openRun: bigint | null
  readonly openKind: RunKind | null
  readonly openStatus: string | null
  readonly openSegments: bigint | null
  readonly openSegmentsDone: bigint | null
  readonly silentSeconds: number | null
  /** Why it should be looked at; empty for no reason. */
  readonly stale: readonly string[]
}

/** Rows of a ledger. */
export interface LedgerCounts {
  /** That stand in the target. */
  readonly rows: bigint
  /** Of these, no longer at the source. */
  readonly gone: bigint
  /** Gone and dealt with; their keys are kept. */
  readonly settled: bigint
  /** That wait for what they refer to. */
  readonly unresolved: bigint
  /** That were there before. */
  readonly adopted: bigint
}

/** What can be reset: what an open run did, how far back to look, or what rows were like. */
export type CheckpointPart = 'run' | 'watermark' | 'hashes'
