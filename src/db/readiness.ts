/** Whether everything can be signed off, as lockstep.final_report() says it; counts as text. */
import type { PastRun } from './charts.ts'
import type { DomainReport, Finding, RejectReport } from './shapes.ts'

/** How far an entity is; null for what never was. */
export interface FinalEntity {
  readonly entity: string
  readonly domain?: string | null
  readonly target: string
  readonly sync_run: string | null
  readonly sync_at: string | null
  /** The last sync that looked at all rows; the counts are its own. */
  readonly whole_run: string | null
  /** Whether the mapping is the same since. */
  readonly is_current: boolean | null
  readonly source_rows: string | null
  readonly synced: string | null
  readonly rejected: string | null
  readonly excluded: string | null
  readonly unaccounted: string | null
  readonly extra: string | null
  readonly comparison_run: string | null
  readonly comparison_at: string | null
  readonly is_deep: boolean | null
  readonly differing: string | null
  readonly validation_run: string | null
  readonly validation_at: string | null
  /** Whether it compared only a sample of the content. */
  readonly is_sampled: boolean | null
  readonly errors: string
  readonly open_rejects: string
  readonly set_aside: string
}

/** What became of a table of the source. */
export interface SourceTable {
  readonly source_table: string
  readonly estimated_rows: string
  /** Entities that its rows go to. */
  readonly rows_go_to: readonly string[]
  /** Entities of other tables that look things up in it. */
  readonly read_by: readonly string[]
  /** Columns that no entity reads. */
  readonly unread_columns: readonly string[]
}

/** What to do, and why. */
export interface Step {
  readonly command: string
  readonly why: string
  /** error: it is not ready before. */
  readonly level: Finding['level']
}

/** A finding that somebody has accepted. */
export interface MutedFinding {
  readonly key: string
  readonly reason: string
  readonly muted_at: string
}

/** The whole. */
export interface FinalReport {
  readonly ready: boolean
  /** `ready`, or `not ready: …`. */
  readonly verdict: string
  readonly at: string
  readonly version: string | null
  readonly entities: readonly FinalEntity[]
  /** None where no domain is defined. */
  readonly domains?: readonly DomainReport[]
  readonly tables: readonly SourceTable[]
  /** In the order in which to see to it. Those of level error keep it from being ready. */
  readonly open: readonly Finding[]
  readonly steps: readonly Step[]
  readonly rejects: readonly RejectReport[]
  readonly doctor: readonly Finding[]
  readonly muted: readonly MutedFinding[]
  readonly history: readonly PastRun[]
}
