/** Tables for spreadsheets: RFC 4180, and text that a spreadsheet would take for a formula is none. */
import { stringify } from 'csv-stringify/sync'
import type { FinalEntity, FinalReport } from '../db/readiness.ts'
import type { EntityReport, Report } from '../db/shapes.ts'
import { factsOf } from './facts.ts'

const cellOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Rows as CSV, without the last line end. */
export const csv = <Row>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
  header = true,
): string =>
  stringify(
    rows.map((row) => columns.map((name) => cellOf(row[name]))),
    {
      header,
      columns: [...columns],
      record_delimiter: 'windows',
      quoted_match: /[\r\n]/, // by itself it quotes whole line ends only
      escape_formulas: true,
    },
  ).trimEnd()

const ENTITY = [
  'entity',
  'source_rows',
  'synced',
  'rejected',
  'excluded',
  'accounted',
  'insert',
  'update',
  'conflict',
  'drift',
  'missing',
  'delete',
  'unchanged',
  'extra',
  'written',
  'seconds',
  'rows_per_second',
  'pushdown',
] as const

const FINDING = [
  'key',
  'check',
  'level',
  'entity',
  'rows',
  'detail',
  'remedy',
  'example_keys',
] as const

const FINAL = [
  'entity',
  'target',
  'source_rows',
  'synced',
  'rejected',
  'excluded',
  'unaccounted',
  'extra',
  'sync_run',
  'sync_at',
  'whole_run',
  'is_current',
  'comparison_run',
  'comparison_at',
  'is_deep',
  'differing',
  'validation_run',
  'validation_at',
  'is_sampled',
  'errors',
  'open_rejects',
  'set_aside',
] as const

/** Where there are domains, each row says of which it is. */
const withDomain = <Row extends { readonly domain?: string | null }>(
  columns: readonly (keyof Row & string)[],
  rows: readonly Row[],
): string => csv(rows.some(({ domain }) => domain) ? [...columns, 'domain'] : columns, rows)

/** One row per entity; of an analysis one per fact, of a validation one per finding. */
export const csvReport = ({ kind, entities, findings, analysis = [] }: Report): string => {
  if (kind === 'analyze') return csv(['entity', 'fact', 'value'], analysis.flatMap(factsOf))
  if (kind === 'validate') return csv(FINDING, findings)
  return withDomain<EntityReport>(ENTITY, entities)
}

/** One row per entity. */
export const csvFinal = ({ entities }: FinalReport): string =>
  withDomain<FinalEntity>(FINAL, entities)
