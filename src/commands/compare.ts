/** `lockstep compare` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { examples } from './arguments.ts'
import { addStepFlags, drivenBy, type StepFlags } from './driven.ts'

/** Adds the command. */
export const addCompare = (program: Command, context: () => Context): void => {
  const command = program
    .command('compare')
    .description('compare source and target; reads only. Exit code 1 when out of step')
    .argument('[entities...]', 'what to compare (default: all)')
    .action(async (entities: string[], flags: StepFlags) => {
      const { lockstep, out } = context()
      const { ending, in_step, run } = await drivenBy(context(), (options) =>
        lockstep.compare({ ...options, ...flags, entities }),
      )
      const chosen = entities.map((entity) => ` ${entity}`).join('')
      if (ending !== 'completed') out.next(`lockstep compare${chosen}`, 'compare again')
      else if (in_step) out.next(`lockstep report ${run} --out report.md`, 'keep the proof')
      else out.next(`lockstep sync${chosen}`, 'copy source over target')
    })
  addStepFlags(command)
  examples(command, 'lockstep compare', 'lockstep compare film --json')
}
