/** `lockstep compare` */
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { CompareOptions, CompareOutcome } from '../index.ts'
import { closerText } from '../report/closer.ts'
import { outcomeText } from '../report/text.ts'
import {
  addGroups,
  type ChoiceFlags,
  choiceText,
  examples,
  positive,
  seconds,
} from './arguments.ts'
import { addStepFlags, drivenBy, type StepFlags } from './driven.ts'

/** Both sides are read one after the other: what moves between may differ for a moment. */
const DEEP_SETTLE = 2

type Flags = StepFlags &
  ChoiceFlags &
  Pick<CompareOptions, 'deep' | 'strict' | 'settle' | 'by' | 'limit'> & {
    readonly showValues?: boolean
  }

const optionsOf = ({ strict, deep = strict, settle, group, ...flags }: Flags): CompareOptions => ({
  ...flags,
  groups: group,
  deep,
  strict,
  settle: settle ?? (deep ? DEEP_SETTLE : undefined),
})

const closerCommand = (chosen: string, { deep, strict, by }: Flags): string =>
  `lockstep compare${chosen}${strict ? ' --strict' : deep ? ' --deep' : ''} --by ${by === 'block' ? 'row' : 'block'}`

/** Adds the command. */
export const addCompare = (program: Command, context: () => Context): void => {
  const command = program
    .command('compare')
    .description('compare source and target; reads only. Exit code 1 when out of step')
    .argument('[entities...]', 'what to compare (default: all)')
    .action(async (entities: string[], flags: Flags) => {
      const { lockstep, out } = context()
      const { ending, in_step, run } = await drivenBy<CompareOutcome>(
        context(),
        (options) => lockstep.compare({ ...options, ...optionsOf(flags), entities }),
        (outcome, voice) => [outcomeText(outcome, voice), ...closerText(outcome)].join('\n\n'),
        flags.showValues,
      )
      const chosen = choiceText(entities, flags)
      if (ending !== 'completed') out.next(`lockstep compare${chosen}`, 'compare again')
      else if (in_step) out.next(`lockstep report ${run} --out report.md`, 'keep the proof')
      else {
        if (flags.by !== 'row') out.next(closerCommand(chosen, flags), 'look closer')
        out.next(`lockstep sync${chosen}`, 'copy source over target')
      }
    })
  addGroups(addStepFlags(command))
    .option('--deep', 'what the mapping makes of each source row, against the target; no ledger')
    .option('--strict', 'deep, and values that are equal but written otherwise (1.0, 1.00) differ')
    .option(
      '--settle <seconds>',
      `look again after this time; what agrees by then does not count (default: ${DEEP_SETTLE} if deep, else never)`,
      seconds,
    )
    .addOption(
      new Option('--by <distance>', 'sums by entity, key ranges that differ, or rows with columns')
        .choices(['entity', 'block', 'row'])
        .default('entity'),
    )
    .option('--limit <n>', 'ranges or rows of each entity (default: 20)', positive)
    .option('--show-values', 'by row: what is expected and what stands there')
  examples(
    command,
    'lockstep compare',
    'lockstep compare film --json',
    'lockstep compare --deep --by block',
    'lockstep compare film --deep --by row --show-values',
  )
}
