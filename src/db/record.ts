/** One record on both sides, as lockstep.check_record() says it. */

/** A column that lockstep writes. */
export interface RecordColumn {
  readonly column: string
  readonly differs: boolean
  /** What the mapping makes of the source row now, as text. Only if values were asked for. */
  readonly expected?: string | null
  /** What stands on the target, as text. Only if values were asked for. */
  readonly actual?: string | null
}

/** Where a reference leads. */
export interface RecordRef {
  readonly column: string
  readonly entity: string
  readonly source_key: readonly string[] | null
  readonly target_key: string | null
  /** none: the source has null. */
  readonly state: 'resolved' | 'unresolved' | 'none'
}

/** Why the row was refused, now or earlier. */
export interface RecordReject {
  readonly operation: 'write' | 'delete'
  readonly reason: string
  readonly sqlstate: string
  readonly constraint: string | null
  readonly column: string | null
  /** Null if it may quote the row and values were not asked for. */
  readonly message: string | null
  readonly first_run: string
  readonly last_run: string
  /** Null while it is open. */
  readonly closed_at: string | null
  readonly remedy: string | null
}

/** A time when lockstep wrote over the target row. */
export interface RecordImage {
  readonly run: string
  readonly state: string
  readonly at: string
}

/** The ledger's entry. */
export interface RecordEntry {
  readonly run: string
  readonly synced_at: string
  readonly gone_at: string | null
  readonly settled_at: string | null
  readonly source_hash: string | null
  readonly target_hash: string | null
}

/** A record. */
export interface CheckedRecord {
  readonly entity: string
  readonly source_key: readonly string[]
  /** Null if none was ever given. */
  readonly target_key: readonly string[] | null
  /** unchanged, gone (the source lost it, and that is dealt with), unknown, or as in differences. */
  readonly state: string
  readonly at_source: boolean
  readonly on_target: boolean
  readonly ledger: RecordEntry | null
  /** The source row, values as text. Only if values were asked for. */
  readonly source: Readonly<Record<string, string | null>> | null
  /** Why the mapping cannot transform the row. */
  readonly failure: { readonly sqlstate: string; readonly message?: string } | null
  readonly columns: readonly RecordColumn[]
  readonly refs: readonly RecordRef[]
  readonly rejects: readonly RecordReject[]
  readonly history: readonly RecordImage[]
}
