/** What a report shows of each entity, on the terminal and in Markdown. */
import type { DomainReport, EntityReport } from '../db/shapes.ts'
import { type Column, grouped } from '../table.ts'

const COUNTS = [
  'insert',
  'update',
  'conflict',
  'drift',
  'missing',
  'delete',
  'unchanged',
  'rejected',
  'excluded',
  'extra',
] as const

/** Rows per second, as text. */
export const rate = ({ rows_per_second }: EntityReport): string =>
  rows_per_second === null ? '' : grouped(Math.round(rows_per_second))

/** Entity, rows at the source, the states, rows per second. */
export const stateColumns: readonly Column<EntityReport>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'source', value: ({ source_rows }) => grouped(source_rows ?? '0'), isNumber: true },
  ...COUNTS.map((name) => ({
    title: name,
    value: (row: EntityReport) => grouped(row[name] ?? '0'),
    isNumber: true,
  })),
  { title: 'rows/s', value: rate, isNumber: true },
]

/** Were only rows that moved looked at? What else there is was not asked. */
export const isPartial = ({ source_rows, synced }: EntityReport): boolean =>
  source_rows !== null && synced === null

const known = (count: string | null) => (count === null ? 'not known' : grouped(count))

/** The books of domains, and what part of their rows arrived. */
export const domainColumns: readonly Column<DomainReport>[] = [
  { title: 'domain', value: ({ domain }) => domain ?? 'of none' },
  { title: 'entities', value: ({ entities }) => grouped(entities), isNumber: true },
  { title: 'source', value: ({ source_rows }) => known(source_rows), isNumber: true },
  { title: 'synced', value: ({ synced }) => known(synced), isNumber: true },
  { title: 'rejected', value: ({ rejected }) => known(rejected), isNumber: true },
  { title: 'excluded', value: ({ excluded }) => known(excluded), isNumber: true },
  {
    title: 'coverage',
    value: ({ coverage }) => (coverage === null ? 'not known' : `${coverage} %`),
    isNumber: true,
  },
]

/** Keys that are numbers are read in groups of digits; long ones are shortened. */
export const keyText = (key: string): string => {
  if (/^-?\d+$/.test(key)) return grouped(key)
  return key.length > 24 ? `${key.slice(0, 23)}…` : key
}
