/** What an analysis found, as lockstep.analysis() says it. */

/** Where the references of a column lead. Counts are rows at the source. */
export interface AnalysedReference {
  readonly column: string
  readonly refers_to: string
  /** The SQLSTATE with which the reference cannot be computed; then there are no counts. */
  readonly failure?: string
  /** Rows that refer to something. */
  readonly rows?: number
  /** To a row that is on the target. */
  readonly resolved?: number
  /** To a row that is at the source, and not on the target yet. */
  readonly waiting?: number
  /** To a row that was refused. */
  readonly rejected?: number
  /** To a row that its entity's filter leaves out. */
  readonly excluded?: number
  /** To no row. */
  readonly nowhere?: number
}

/** What the target will refuse. */
export interface Refusal {
  /** Null for a check of several columns. */
  readonly column: string | null
  readonly constraint: string | null
  readonly cause:
    | 'not null'
    | 'length'
    | 'overflow'
    | 'enum'
    | 'json'
    | 'check'
    | 'unique'
    | 'transform'
  /** Of the conversion that fails. */
  readonly sqlstate: string | null
  /** Null if nobody can count them, as values cannot be converted. */
  readonly rows: number | null
  /** Too many different values fail to count them all. */
  readonly is_minimum: boolean
}

/** An entity, before a sync. */
export interface AnalysedEntity {
  readonly entity: string
  /** Null where keys are missing or double. */
  readonly state: 'synced' | 'behind' | 'ahead' | 'missing' | null
  readonly sourceRows: bigint
  readonly excluded: bigint
  readonly nullKeys: bigint
  readonly duplicateKeys: bigint
  readonly duplicateRows: bigint
  readonly ledgerRows: bigint
  readonly settledRows: bigint
  readonly targetRows: bigint
  /** Target rows with and without ledger entry. */
  readonly knownRows: bigint
  readonly extraRows: bigint
  /** Source rows without ledger entry. This and what comes of it is null where state is. */
  readonly gaps: bigint | null
  /** Ledger entries without source row. */
  readonly orphans: bigint | null
  /** Rows by state. */
  readonly changes: Readonly<Record<string, number>> | null
  /** Rows with a reference that finds no target row. */
  readonly unresolved: bigint
  /** Values that the target will refuse. */
  readonly refused: bigint
  readonly references: readonly AnalysedReference[]
  readonly refusals: readonly Refusal[]
  readonly openRejects: bigint
  readonly lastRun: bigint | null
  readonly lastSyncedAt: string | null
  /** What the next sync would write, about how many bytes that is, and how long it takes. */
  readonly nextRows: bigint | null
  readonly nextBytes: bigint | null
  readonly nextSeconds: number | null
  readonly secondsBasis: string | null
}
