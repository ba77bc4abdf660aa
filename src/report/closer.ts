/** Where differences lie, on the terminal. */
import type { Closer, DifferingColumn, DifferingRange, DifferingRow } from '../db/closer.ts'
import { type Column, grouped, table } from '../table.ts'

const rangeColumns: readonly Column<DifferingRange>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'from key', value: ({ lower }) => lower, isNumber: true },
  { title: 'to key', value: ({ upper }) => upper, isNumber: true },
  { title: 'rows', value: ({ rows }) => grouped(rows), isNumber: true },
  {
    title: 'states',
    value: ({ states }) =>
      Object.entries(states)
        .map(([state, rows]) => `${state} ${grouped(rows)}`)
        .join(', '),
  },
]

/** Quoted, so that blanks and an empty text are seen. */
const valueText = (value: string | null | undefined): string =>
  value === null ? 'null' : JSON.stringify(value)

const columnLine = ({ column, expected, actual }: DifferingColumn): string =>
  expected === undefined
    ? `  ${column}`
    : `  ${column}\n    expected  ${valueText(expected)}\n    actual    ${valueText(actual)}`

const rowText = ({ entity, sourceKey, found, state, sqlstate, columns }: DifferingRow): string => {
  const now = state === null ? `${found}, but the target is as it should be by now` : found
  const why = sqlstate === null ? '' : `, the mapping cannot transform it: ${sqlstate}`
  return [
    `${entity} ${JSON.stringify(sourceKey)}   ${now}${why}`,
    ...(columns ?? []).map(columnLine),
  ].join('\n')
}

/** Ranges or rows, one text for each kind; none if nothing differs. */
export const closerText = ({ ranges = [], rows = [] }: Closer): readonly string[] => [
  ...(ranges.length > 0 ? [table(rangeColumns, ranges)] : []),
  ...(rows.length > 0 ? [rows.map(rowText).join('\n')] : []),
]
