/** `lockstep pause`, `resume` and `cancel` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Run } from '../db/shapes.ts'
import { runNumber } from './arguments.ts'

/** What goes on with a run that may go on. */
const goOn = ({ id, kind, undoes }: Run): string => {
  if (kind === 'sync') return `lockstep sync --resume ${id}`
  if (kind === 'adopt') return 'lockstep entity adopt'
  return kind === 'undo' ? `lockstep undo ${undoes}` : `lockstep status ${id}`
}

/** Adds the three commands. */
export const addControl = (program: Command, context: () => Context): void => {
  const add = (
    name: string,
    description: string,
    act: (lockstep: Context['lockstep'], run: bigint) => Promise<void>,
    done: string,
    next: (run: Run) => string,
  ) =>
    program
      .command(name)
      .description(description)
      .argument('<run>', 'number of a run', runNumber)
      .action(async (run: bigint) => {
        const { lockstep, out } = context()
        await act(lockstep, run)
        out.result({ run, status: done }, out.good(`run ${run} is ${done}`))
        const [found] = await lockstep.api.runs(1, run)
        if (found) out.next(next(found))
      })

  add(
    'pause',
    'let a run stop after its current steps',
    ({ api }, run) => api.pauseRun(run),
    'paused',
    ({ id }) => `lockstep resume ${id}`,
  )
  add('resume', 'let a paused run go on', ({ api }, run) => api.resumeRun(run), 'resumed', goOn)
  add(
    'cancel',
    'end a run after its current steps; what it wrote stays',
    ({ cancel }, run) => cancel(run),
    'cancelled',
    () => 'lockstep status',
  )
}
