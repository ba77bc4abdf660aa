/** `lockstep undo` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Output } from '../output.ts'
import { undoText } from '../report/undo.ts'
import type { UndoOutcome } from '../run/outcome.ts'
import { collect, examples, runNumber } from './arguments.ts'
import { addWorkers, drivenBy } from './driven.ts'

interface Flags {
  readonly entity?: readonly string[]
  readonly key?: readonly string[]
  readonly force?: boolean
  readonly dryRun?: boolean
  readonly workers: number
}

/** The same undo as a command line. */
const commandOf = (run: string, { entity = [], key = [], force }: Flags, more = ''): string =>
  [
    `lockstep undo ${run}`,
    ...entity.map((name) => `--entity ${name}`),
    ...(key.length > 0
      ? [`--key ${key.map((part) => `'${part.replaceAll("'", "'\\''")}'`).join(' ')}`]
      : []),
    ...(force ? ['--force'] : []),
    ...(more ? [more] : []),
  ].join(' ')

const sayNext = (out: Output, outcome: UndoOutcome, flags: Flags): void => {
  const { ending, run, undoes, dry_run, left } = outcome
  const again = commandOf(undoes, flags)
  const isChanged = left.some(({ state }) => state === 'changed')
  if (ending !== 'completed') out.next(again, `resumes run ${run}`)
  else if (dry_run) out.next(again, 'do it')
  else if (isChanged && !flags.force)
    out.next(commandOf(undoes, flags, '--force'), 'also what somebody changed since')
  else out.next(`lockstep undo ${run}`, 'take the undo back')
}

/** Adds the command. */
export const addUndo = (program: Command, context: () => Context): void => {
  const command = program
    .command('undo')
    .description('put rows back as they were before a run. Exit code 1 if some had to be left')
    .argument('<run>', 'number of a run', runNumber)
    .option('--entity <entity>', 'only of this entity, may be repeated', collect)
    .option('--key <key...>', 'only this row: its source key, column by column')
    .option('--force', 'also rows that somebody changed since')
    .option('--dry-run', 'count, change nothing')
    .action(async (run: bigint, flags: Flags) => {
      const { lockstep, out } = context()
      const { entity: entities, ...how } = flags
      const outcome = await drivenBy(
        context(),
        (options) => lockstep.undo(run, { ...options, ...how, entities }),
        undoText,
      )
      sayNext(out, outcome, flags)
    })
  addWorkers(command)
  examples(
    command,
    'lockstep undo 12 --dry-run',
    'lockstep undo 12',
    'lockstep undo 12 --entity film --key 7',
  )
}
