/** What a run's report is made of, as tables. */
import type { DomainReport, EntityReport, Finding, RejectReport, Report } from '../db/shapes.ts'
import { isAchieved } from '../run/outcome.ts'
import { type Column, duration, grouped } from '../table.ts'
import { adoptionColumns } from './adoption.ts'
import { domainColumns, isPartial, rate, stateColumns } from './columns.ts'
import { factSections } from './facts.ts'
import { type Section, section } from './sheet.ts'
import { undoColumns } from './undo.ts'

/** `source = synced + rejected + excluded`, in numbers. */
export const sumLine = (row: EntityReport): string => {
  if (isPartial(row)) return `${grouped(row.source_rows ?? '0')} moved`
  const [source, synced, rejected, excluded] = [
    row.source_rows,
    row.synced,
    row.rejected,
    row.excluded,
  ].map((count) => grouped(count ?? '0'))
  return `${source} = ${synced} + ${rejected} + ${excluded}`
}

const addsUp = (accounted: boolean | null): string => {
  if (accounted === null) return 'not asked'
  return accounted ? 'yes' : '**no**'
}

const sumColumns: readonly Column<EntityReport>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'source = synced + rejected + excluded', value: sumLine, isNumber: true },
  { title: 'adds up', value: ({ accounted }) => addsUp(accounted) },
  { title: 'written', value: ({ written }) => grouped(written ?? '0'), isNumber: true },
  { title: 'seconds', value: ({ seconds }) => (seconds ?? 0).toFixed(2), isNumber: true },
  { title: 'rows/s', value: rate, isNumber: true },
  { title: 'pushdown', value: ({ pushdown }) => pushdown ?? '' },
]

const keysText = (keys: readonly unknown[]) => keys.map((key) => JSON.stringify(key)).join(' ')

const rejectColumns: readonly Column<RejectReport>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'rows', value: ({ count }) => grouped(count), isNumber: true },
  { title: 'reason', value: ({ reason }) => reason },
  { title: 'constraint', value: ({ constraint }) => constraint ?? '' },
  { title: 'column', value: ({ column }) => column ?? '' },
  { title: 'message', value: ({ message }) => message },
  { title: 'keys', value: ({ example_keys }) => keysText(example_keys), isCode: true },
  { title: 'remedy', value: ({ remedy }) => remedy },
]

const findingColumns: readonly Column<Finding>[] = [
  { title: 'level', value: ({ level }) => level },
  { title: 'check', value: ({ check }) => check },
  { title: 'entity', value: ({ entity }) => entity ?? '' },
  { title: 'detail', value: ({ detail }) => detail },
  { title: 'remedy', value: ({ remedy }) => remedy ?? '' },
]

/** Those of a validation say of how many rows, and of which. */
const countedColumns: readonly Column<Finding>[] = [
  ...findingColumns.slice(0, 4),
  { title: 'rows', value: ({ rows }) => (rows === undefined ? '' : grouped(rows)), isNumber: true },
  { title: 'keys', value: ({ example_keys }) => keysText(example_keys ?? []), isCode: true },
  ...findingColumns.slice(4),
]

/** Findings, with rows and keys if any of them has them. */
export const findingSection = (title: string, findings: readonly Finding[]): Section =>
  section(
    title,
    findings.some(({ rows }) => rows !== undefined) ? countedColumns : findingColumns,
    findings,
  )

/** Rejects by cause. */
export const rejectSection = (rejects: readonly RejectReport[]): Section =>
  section('Rejects', rejectColumns, rejects)

/** What the run came to, as a sentence. Words between ** matter most. */
export const verdict = (report: Report): string => {
  if (report.state !== 'completed') return `The run is **${report.state}**.`
  if (report.kind === 'undo')
    return isAchieved(report) ? 'All rows are **put back**.' : 'Some rows were **left**.'
  if (report.kind === 'analyze') return 'Both sides are **analysed**.'
  if (report.kind === 'adopt')
    return report.in_step ? 'All rows found are **adopted**.' : 'Some rows were **not matched**.'
  if (report.kind === 'validate')
    return isAchieved(report) ? 'The validation **passed**.' : 'The validation **failed**.'
  if (report.in_step && report.entities.some(isPartial)) return 'What moved is **in step**.'
  return report.in_step
    ? 'Source and target are **in step**.'
    : 'Source and target are **out of step**.'
}

/** How the run ended, and how long it took. */
export const stateLine = ({ state, dry_run, seconds }: Report): string =>
  `State ${state}${dry_run ? ', dry run' : ''}; ${duration(seconds ?? 0)}.`

/** What ended the run, if anything did. */
export const errorText = ({ error }: Report): string =>
  typeof error === 'object' && error !== null ? `${error.code} ${error.message}` : (error ?? '')

/** The sum of each entity. */
export const sumSection = (entities: readonly EntityReport[]): Section =>
  section('Every row accounted for', sumColumns, entities)

/** The sum of each domain, if there are any. */
export const domainSections = (domains: readonly DomainReport[] = []): readonly Section[] =>
  domains.length > 0 ? [section('By domain', domainColumns, domains)] : []

/** The states of each entity. */
export const stateSection = (entities: readonly EntityReport[]): Section =>
  section('States', stateColumns, entities)

/** What each kind of run did, of each entity. */
export const entitySections = ({ kind, entities, domains }: Report): readonly Section[] => {
  if (kind === 'undo') return [section('Rows put back', undoColumns, entities)]
  if (kind === 'adopt') return [section('Rows adopted', adoptionColumns, entities)]
  return kind === 'analyze'
    ? []
    : [sumSection(entities), ...domainSections(domains), stateSection(entities)]
}

const PAIRINGS: Readonly<Record<string, string>> = {
  origin: 'by columns that hold the key of the source',
  keep: 'by the key, which is that of the source',
  derive: 'by the key computed from that of the source',
  key: 'by the key, which the mapping fills',
  ledger: 'by the ledger: nothing else tells',
}

const pairColumns: readonly Column<EntityReport>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'target rows were found', value: ({ pairing }) => PAIRINGS[pairing ?? ''] ?? '' },
  {
    title: 'differences that settled',
    value: ({ settled }) => grouped(settled ?? '0'),
    isNumber: true,
  },
]

/** Of a comparison without the ledger: how it found its pairs, and what was only passing. */
const pairSections = ({ entities }: Report): readonly Section[] =>
  entities.some(({ pairing, settled }) => pairing || BigInt(settled ?? '0') > 0n)
    ? [section('Pairs', pairColumns, entities)]
    : []

/** All parts of a report. */
export const sectionsOf = (report: Report): readonly Section[] => [
  ...entitySections(report),
  ...pairSections(report),
  ...factSections(report.analysis ?? []),
  rejectSection(report.rejects),
  findingSection('Findings', report.findings),
]
