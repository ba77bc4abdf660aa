/** `lockstep detect` */
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { Changes, Difference } from '../db/shapes.ts'
import { EXIT } from '../errors.ts'
import type { Output } from '../output.ts'
import { outcomeText } from '../report/text.ts'
import type { DetectOutcome } from '../run/outcome.ts'
import { type Column, grouped, table } from '../table.ts'
import {
  addGroups,
  type ChoiceFlags,
  examples,
  percentage,
  positive,
  timestamp,
} from './arguments.ts'
import { addStepFlags, drivenBy, type StepFlags } from './driven.ts'

const keyColumns: readonly Column<Difference>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'state', value: ({ state }) => state },
  { title: 'rows', value: ({ count }) => grouped(count), isNumber: true },
  { title: 'first keys', value: ({ keys }) => keys.join(' ') },
]

const changeColumns: readonly Column<Changes>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  {
    title: 'out of step',
    value: ({ differing, isPartial }) => `${isPartial ? 'at least ' : ''}${grouped(differing)}`,
    isNumber: true,
  },
  { title: 'of rows', value: ({ sourceRows }) => grouped(sourceRows ?? 0n), isNumber: true },
  {
    title: '%',
    value: ({ percent }) => (percent === null ? 'unknown' : `${percent}`),
    isNumber: true,
  },
]

interface Flags extends StepFlags, ChoiceFlags {
  readonly since?: string
  readonly threshold?: number
  readonly stopAfter?: number
  readonly keys: number
}

const detectText = (outcome: DetectOutcome, out: Output): string => {
  const changed = outcome.changes.filter(({ differing, isPartial }) => isPartial || differing > 0n)
  return [
    outcomeText(outcome, out),
    ...(changed.length > 0 ? ['', table(changeColumns, changed)] : []),
    ...(outcome.differences.length > 0 ? ['', table(keyColumns, outcome.differences)] : []),
    ...(changed.some(({ isPartial }) => isPartial)
      ? ['', out.yellow('it found enough and looked no further: there may be more')]
      : []),
  ].join('\n')
}

/** Is more out of step than may be? What is not known counts as more, and so do rejects that differ in nothing. */
const isAbove = (threshold: number, { changes }: DetectOutcome): boolean =>
  changes.some(({ percent, differing, isPartial }) =>
    percent === null ? isPartial || differing > 0n : percent > threshold,
  ) || changes.every(({ differing }) => differing === 0n)

/** Adds the command. */
export const addDetect = (program: Command, context: () => Context): void => {
  const command = program
    .command('detect')
    .description('find and save the keys of rows that are out of step; writes no target row')
    .argument('[entities...]', 'where to look (default: all)')
    .option('--since <time>', 'only rows whose watermark is newer', timestamp)
    .addOption(
      new Option('--threshold <percent>', 'exit code 0 if no entity has more out of step')
        .argParser(percentage)
        .conflicts(['since']),
    )
    .option('--stop-after <n>', 'look no further when so many rows are found', positive)
    .addOption(
      new Option('--keys <n>', 'keys of each state to show').argParser(positive).default(5),
    )
    .action(async (entities: string[], { threshold, group: groups, ...flags }: Flags) => {
      const { lockstep, out, finish } = context()
      const outcome = await drivenBy(
        context(),
        (options) => lockstep.detect({ ...options, ...flags, entities, groups }),
        detectText,
      )
      const { ending, in_step, run } = outcome
      const isTolerable =
        ending === 'completed' && threshold !== undefined && !isAbove(threshold, outcome)
      if (isTolerable && !in_step) finish(EXIT.inStep)
      if (ending !== 'completed') out.next('lockstep detect', 'look again')
      else if (in_step) out.next('lockstep compare', 'compare all rows')
      else out.next(`lockstep sync --analysis ${run}`, 'copy just these rows')
    })
  addGroups(addStepFlags(command))
  examples(
    command,
    'lockstep detect',
    'lockstep detect film --since 2026-01-31',
    'lockstep detect --threshold 0.1',
    'lockstep detect --stop-after 1000 --keys 100 --json',
  )
}
