/** A closer look at what a comparison found. */
import type { CompareOptions } from '../options.ts'
import type { longOver } from './verbs.ts'

/** Keys of an entity between which differences lie. */
export interface DifferingRange {
  readonly entity: string
  /** The first column of the key if it is an integer, else the whole key as JSON. */
  readonly lower: string
  readonly upper: string
  readonly rows: bigint
  /** State to number of rows. */
  readonly states: Readonly<Record<string, string>>
}

/** A column whose value is not as the mapping makes it. Values only if asked for. */
export interface DifferingColumn {
  readonly column: string
  readonly expected?: string | null
  readonly actual?: string | null
}

/** A row that differs, as it is now. */
export interface DifferingRow {
  readonly entity: string
  readonly sourceKey: readonly string[]
  /** State when it was found. */
  readonly found: string
  /** State now: missing, update or delete; null if both sides agree by now. */
  readonly state: string | null
  /** Why the mapping cannot transform it. */
  readonly sqlstate: string | null
  readonly columns: readonly DifferingColumn[] | null
}

/** Where the differences lie; only what was asked for. */
export interface Closer {
  readonly ranges?: readonly DifferingRange[]
  readonly rows?: readonly DifferingRow[]
}

const MOST = 20

/** Ranges or rows of a comparison, as its options want them. */
export const closer = async (
  long: ReturnType<typeof longOver>,
  run: bigint,
  { by = 'entity', limit = MOST, showValues = false }: CompareOptions,
): Promise<Closer> => {
  if (by === 'block') return { ranges: await long((api) => api.differingRanges(run, limit)) }
  if (by === 'row') return { rows: await long((api) => api.differingRows(run, limit, showValues)) }
  return {}
}
