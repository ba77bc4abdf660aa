/** How far a run is: rows per second, time left, and how to show them. */
import type { Progress } from '../db/shapes.ts'
import { duration, grouped } from '../table.ts'

/** The run as a whole at one moment. */
export interface Pace {
  readonly rowsDone: bigint
  readonly rowsExpected: bigint
  readonly rowsPerSecond: number
  /** Seconds; null when it cannot be told. */
  readonly timeLeft: number | null
}

const total = (progress: readonly Progress[], value: (row: Progress) => bigint) =>
  progress.reduce((sum, row) => sum + value(row), 0n)

const atLeast = (a: bigint, b: bigint) => (a > b ? a : b)

/** Rows that an entity has in the end: never fewer than it has now, and no more once it is done. */
const expected = ({ rowsDone, rowsExpected, isDone }: Progress) =>
  isDone ? rowsDone : atLeast(rowsDone, rowsExpected ?? 0n)

/** Pace since `before` rows were done, `seconds` ago. A resumed run does not start from nothing. */
export const paceOf = (progress: readonly Progress[], before: bigint, seconds: number): Pace => {
  const rowsDone = total(progress, (row) => row.rowsDone)
  const rowsExpected = total(progress, expected)
  const rowsPerSecond = seconds > 0 ? Number(rowsDone - before) / seconds : 0
  const rowsLeft = Number(rowsExpected - rowsDone)
  const timeLeft = rowsPerSecond > 0 && rowsLeft > 0 ? rowsLeft / rowsPerSecond : null
  return { rowsDone, rowsExpected, rowsPerSecond, timeLeft }
}

/** Part that is done, from 0 to 1; what is expected is a guess, so only the end is 1. */
export const share = (done: bigint, of: bigint, isDone: boolean): number => {
  if (isDone) return 1
  return of > 0n ? Math.min(0.99, Number(done) / Number(of)) : 0
}

/** `██████░░░░` */
export const bar = (part: number, cells: number): string => {
  const full = Math.round(part * cells)
  return '█'.repeat(full) + '░'.repeat(cells - full)
}

const percent = (part: number) => `${Math.floor(part * 100)} %`.padStart(5)

/** `1 200 of 5 000 rows   600 rows/s   6.3 s left` */
export const paceText = ({ rowsDone, rowsExpected, rowsPerSecond, timeLeft }: Pace): string =>
  [
    `${grouped(rowsDone)} of ${grouped(rowsExpected)} rows`,
    `${grouped(Math.round(rowsPerSecond))} rows/s`,
    ...(timeLeft === null ? [] : [`${duration(timeLeft)} left`]),
  ].join('   ')

/** One entity on one line. */
export const entityLine = (row: Progress, nameWidth: number): string => {
  const part = share(row.rowsDone, expected(row), row.isDone)
  const rejected = row.rejected > 0n ? `   ${grouped(row.rejected)} rejected` : ''
  return `${row.entity.padEnd(nameWidth)}  ${bar(part, 20)} ${percent(part)}   ${grouped(row.rowsDone)} rows   ${grouped(row.written)} written${rejected}`
}

const isActive = (row: Progress) => !row.isDone && (row.segmentsDone > 0n || row.rowsDone > 0n)

/** What a terminal shows: some entities that are being worked on, then the whole run. */
export const screen = (progress: readonly Progress[], pace: Pace, lines = 6): readonly string[] => {
  const active = progress.filter(isActive).slice(0, lines)
  const nameWidth = Math.max(3, ...active.map(({ entity }) => entity.length))
  const isDone = progress.every((row) => row.isDone)
  const part = share(pace.rowsDone, pace.rowsExpected, isDone)
  return [
    ...active.map((row) => entityLine(row, nameWidth)),
    `${'all'.padEnd(nameWidth)}  ${bar(part, 20)} ${percent(part)}   ${paceText(pace)}`,
  ]
}
