/** What a sync would do, as lockstep.explain_sync() says it. */

/** A statement that a sync sends to the source. */
export interface PlannedStatement {
  readonly purpose: string
  /** How often; null if nobody knows. This and the next two are about, not exact. */
  readonly times: number | null
  readonly rows: number | null
  readonly bytes: number | null
  readonly sql: string
}

/** A lock on a table that a step of a sync holds. */
export interface PlannedLock {
  readonly side: 'source' | 'target'
  readonly table: string
  readonly mode: string
  readonly purpose: string
}

/** What a sync would do with an entity. All numbers are about, not exact; null if nobody knows. */
export interface PlannedEntity {
  readonly entity: string
  readonly level: number
  /** The run that did not end, and would be taken up instead. */
  readonly resumes: bigint | null
  readonly way: 'first load' | 'whole' | 'ranges' | 'watermark'
  /** Why not by watermark, if that was asked for. */
  readonly obstacle: string | null
  readonly sourceRows: bigint | null
  /** Where that is known from. */
  readonly rowsBasis: string | null
  /** Rows that differed in that run. */
  readonly changed: bigint | null
  /** What would travel. */
  readonly rows: bigint
  readonly bytes: bigint
  /** At least that, as nobody knows what changed. */
  readonly isMinimum: boolean
  readonly segments: bigint | null
  /** Of all workers together. */
  readonly seconds: number | null
  /** How much of that no two workers can share. */
  readonly secondsAlone: number | null
  readonly secondsBasis: string | null
  readonly statements: readonly PlannedStatement[]
  readonly locks: readonly PlannedLock[]
}
