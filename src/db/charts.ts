/** What the pictures of a report show, as lockstep.report_charts() counts it; whole numbers as text. */

/** A range of keys. */
export interface KeyCell {
  readonly lower: string
  readonly upper: string
  /** About so many, where only segments are known. */
  readonly rows: string
  readonly differing: number
  /** Of the rows, from 0 to 1. */
  readonly share: number
}

/** Where the differences of an entity lie. */
export interface KeyMap {
  readonly entity: string
  /** The column of the source that the cells are ranges of. */
  readonly key: string
  /** Key by key, else by segments. */
  readonly is_exact: boolean
  /** Keys that are no integers: cells have as many rows each, and are not of equal width. */
  readonly is_ranked: boolean
  /** Of equal width, from the smallest key to the greatest. */
  readonly cells: readonly KeyCell[]
}

/** A target column that differs. */
export interface ColumnCount {
  readonly entity: string
  readonly column: string
  readonly rows: string
}

/** A part of the time of a run. */
export interface Pace {
  /** Since its begin. */
  readonly seconds: number
  readonly rows_per_second: number
  readonly written_per_second: number
}

/** What a run met. */
export interface PastRun {
  readonly run: string
  readonly kind: string
  readonly dry_run: boolean
  readonly finished_at: string | null
  readonly source_rows: string
  readonly differing: string
  readonly rejected: string
}

/** All pictures of a run. */
export interface ReportCharts {
  readonly keys: readonly KeyMap[]
  readonly columns: readonly ColumnCount[]
  readonly pace: readonly Pace[]
  readonly history: readonly PastRun[]
}
