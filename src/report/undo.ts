/** The result of an undo, on the terminal and in Markdown. */
import type { Difference, EntityReport } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import { rowsLeft, type UndoOutcome } from '../run/outcome.ts'
import { type Column, counted, duration, grouped, table } from '../table.ts'

/** What became of the rows of an entity. */
export const undoColumns: readonly Column<EntityReport>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'restored', value: (row) => grouped(row.update), isNumber: true },
  { title: 'inserted again', value: (row) => grouped(row.insert), isNumber: true },
  { title: 'deleted', value: (row) => grouped(row.delete), isNumber: true },
  { title: 'left', value: (row) => grouped(row.rejected ?? '0'), isNumber: true },
]

const WHY: Readonly<Record<string, string>> = {
  changed: 'somebody changed them since',
  refused: 'the database refused it',
}

const whyText = ({ state, sqlstate }: Difference) =>
  [WHY[state] ?? state, sqlstate].filter(Boolean).join(' ')

const leftColumns: readonly Column<Difference>[] = [
  { title: 'left', value: ({ entity }) => entity },
  { title: 'rows', value: ({ count }) => grouped(count), isNumber: true },
  { title: 'why', value: whyText },
  { title: 'first keys', value: ({ keys }) => keys.join(' ') },
]

const putBack = ({ entities }: UndoOutcome) =>
  entities.reduce(
    (sum, row) => sum + BigInt(row.update) + BigInt(row.insert) + BigInt(row.delete),
    0n,
  )

const verdict = (outcome: UndoOutcome, out: Output): string => {
  const { ending, run, dry_run, undoes } = outcome
  if (ending !== 'completed') return out.bad(`undo of run ${undoes} ${ending}`)
  const rows = counted(putBack(outcome), 'row')
  const left = rowsLeft(outcome)
  const but = left > 0n ? `, ${grouped(left)} left as they are` : ''
  const done = dry_run ? `${rows} would be put back` : `${rows} put back`
  const say = left > 0n ? out.bad : out.good
  return `${say(`${done}${but}`)}${out.dim(`   undo of run ${undoes}   run ${run}`)}`
}

/** The table of entities, what was left and why, and the verdict. */
export const undoText = (outcome: UndoOutcome, out: Output): string =>
  [
    ...(outcome.entities.length > 0 ? [table(undoColumns, outcome.entities), ''] : []),
    ...(outcome.left.length > 0 ? [table(leftColumns, outcome.left), ''] : []),
    `${verdict(outcome, out)}${out.dim(`   ${duration(outcome.seconds)}`)}`,
  ].join('\n')
