/** `lockstep analyze` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { analysisText } from '../report/analysis.ts'
import { addGroups, type ChoiceFlags, choiceText, examples } from './arguments.ts'
import { addWorkers, drivenBy, type StepFlags } from './driven.ts'

/** Adds the command. */
export const addAnalyze = (program: Command, context: () => Context): void => {
  const command = program
    .command('analyze')
    .description('what both sides hold, and what the target will refuse; writes no row')
    .argument('[entities...]', 'what to look at (default: all)')
    .action(async (entities: string[], flags: StepFlags & ChoiceFlags) => {
      const { lockstep, out } = context()
      const { ending } = await drivenBy(
        context(),
        (options) => lockstep.analyze({ ...options, ...flags, entities, groups: flags.group }),
        analysisText,
      )
      const chosen = choiceText(entities, flags)
      if (ending !== 'completed') out.next(`lockstep analyze${chosen}`, 'look again')
      else out.next(`lockstep sync${chosen} --explain`, 'what a sync would do')
    })
  addGroups(addWorkers(command))
  examples(command, 'lockstep analyze', 'lockstep analyze film actor --json')
}
