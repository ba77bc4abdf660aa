/** A run's report as Markdown. */
import type { EntityReport, Finding, RejectReport, Report } from '../db/shapes.ts'
import { isAchieved } from '../run/outcome.ts'
import { type Column, duration, grouped, markdownTable } from '../table.ts'
import { isPartial, rate, stateColumns } from './columns.ts'
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

const rejectColumns: readonly Column<RejectReport>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'rows', value: ({ count }) => grouped(count), isNumber: true },
  { title: 'reason', value: ({ reason }) => reason },
  { title: 'SQLSTATE', value: ({ sqlstate }) => sqlstate ?? '' },
  { title: 'constraint', value: ({ constraint }) => constraint ?? '' },
  { title: 'column', value: ({ column }) => column ?? '' },
  { title: 'message', value: ({ message }) => message },
  {
    title: 'keys',
    value: ({ example_keys }) => example_keys.map((key) => `\`${JSON.stringify(key)}\``).join(' '),
  },
  { title: 'remedy', value: ({ remedy }) => remedy },
]

const findingColumns: readonly Column<Finding>[] = [
  { title: 'level', value: ({ level }) => level },
  { title: 'check', value: ({ check }) => check },
  { title: 'entity', value: ({ entity }) => entity ?? '' },
  { title: 'detail', value: ({ detail }) => detail },
  { title: 'remedy', value: ({ remedy }) => remedy ?? '' },
]

const section = (title: string, body: string) => ['', `## ${title}`, '', body]

const verdict = (report: Report): string => {
  if (report.state !== 'completed') return `The run is **${report.state}**.`
  if (report.kind === 'undo')
    return isAchieved(report) ? 'All rows are **put back**.' : 'Some rows were **left**.'
  if (report.in_step && report.entities.some(isPartial)) return 'What moved is **in step**.'
  return report.in_step
    ? 'Source and target are **in step**.'
    : 'Source and target are **out of step**.'
}

const entitySections = ({ kind, entities }: Report) =>
  kind === 'undo'
    ? section('Rows put back', markdownTable(undoColumns, entities))
    : [
        ...section('Every row accounted for', markdownTable(sumColumns, entities)),
        ...section('States', markdownTable(stateColumns, entities)),
      ]

/** The whole report. */
export const markdownReport = (report: Report): string => {
  const { run, kind, dry_run, state, seconds, rejects, findings, error } = report
  const message =
    typeof error === 'object' && error !== null ? `${error.code} ${error.message}` : error
  return [
    `# lockstep ${kind}, run ${run}`,
    '',
    `${verdict(report)} State ${state}${dry_run ? ', dry run' : ''}; ${duration(seconds ?? 0)}.`,
    ...(message ? ['', `Error: ${message}`] : []),
    ...entitySections(report),
    ...section('Rejects', rejects.length > 0 ? markdownTable(rejectColumns, rejects) : 'None.'),
    ...section('Findings', findings.length > 0 ? markdownTable(findingColumns, findings) : 'None.'),
  ].join('\n')
}
