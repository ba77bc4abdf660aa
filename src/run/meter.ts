/** Shows progress: redrawn lines on a terminal, now and then a plain line in a pipe. */
import type { Progress } from '../db/shapes.ts'
import { grouped } from '../table.ts'
import { type Pace, paceOf, paceText, screen } from './progress.ts'
import { createRedraw } from './redraw.ts'

/** Where progress is shown. */
export interface Screen {
  readonly isTerminal: boolean
  /** Characters of a line. */
  readonly columns: number
  readonly write: (text: string) => void
  /** Milliseconds. */
  readonly now: () => number
}

const QUIET = 5_000

const doneLine = ({ entity, rowsDone, written, rejected }: Progress) =>
  `${entity}: ${grouped(rowsDone)} rows, ${grouped(written)} written, ${grouped(rejected)} rejected`

/** Receives the run's progress; `clear` removes what stands on the terminal. */
export const createMeter = ({ isTerminal, columns, write, now }: Screen) => {
  const finished = new Set<string>()
  const redraw = createRedraw({ columns, write })
  let start: { at: number; rows: bigint } | undefined
  let spokeAt = now()

  const speak = (progress: readonly Progress[], pace: Pace) => {
    const news = progress.filter(({ entity, isDone }) => isDone && !finished.has(entity))
    for (const row of news) {
      finished.add(row.entity)
      write(`${doneLine(row)}\n`)
    }
    if (news.length > 0) spokeAt = now()
    else if (now() - spokeAt >= QUIET) {
      spokeAt = now()
      write(`${paceText(pace)}\n`)
    }
  }

  return {
    show(progress: readonly Progress[]): void {
      const rows = progress.reduce((sum, row) => sum + row.rowsDone, 0n)
      start ??= { at: now(), rows }
      const pace = paceOf(progress, start.rows, (now() - start.at) / 1000)
      if (isTerminal) redraw.draw(screen(progress, pace))
      else speak(progress, pace)
    },
    clear: redraw.clear,
  }
}
