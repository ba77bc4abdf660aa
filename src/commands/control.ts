/** `lockstep pause`, `resume` and `cancel` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { runNumber } from './arguments.ts'

/** Adds the three commands. */
export const addControl = (program: Command, context: () => Context): void => {
  const add = (
    name: string,
    description: string,
    act: (api: Context['lockstep']['api'], run: bigint) => Promise<void>,
    done: string,
    next: string,
  ) =>
    program
      .command(name)
      .description(description)
      .argument('<run>', 'number of a run', runNumber)
      .action(async (run: bigint) => {
        const { lockstep, out } = context()
        await act(lockstep.api, run)
        out.result({ run, status: done }, out.good(`run ${run} is ${done}`))
        out.next(next.replace('RUN', `${run}`))
      })

  add(
    'pause',
    'let a run stop after its current steps',
    (api, run) => api.pauseRun(run),
    'paused',
    'lockstep resume RUN',
  )
  add(
    'resume',
    'let a paused run go on',
    (api, run) => api.resumeRun(run),
    'resumed',
    'lockstep sync',
  )
  add(
    'cancel',
    'end a run after its current steps; what it wrote stays',
    (api, run) => api.cancelRun(run),
    'cancelled',
    'lockstep status',
  )
}
