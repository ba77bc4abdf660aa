/** `lockstep sync` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Output } from '../output.ts'
import type { Outcome } from '../run/outcome.ts'
import { examples, ratio } from './arguments.ts'
import { addStepFlags, drivenBy, type StepFlags } from './driven.ts'

interface Flags extends StepFlags {
  readonly dryRun?: boolean
  readonly allowDeletes?: boolean
  readonly maxDeleteRatio?: number
}

const sayNext = (out: Output, outcome: Outcome, entities: readonly string[]): void => {
  const { ending, in_step, dry_run, run } = outcome
  const again = ['lockstep sync', ...entities].join(' ')
  if (ending === 'paused') out.next(`lockstep resume ${run}`, 'then run the same command again')
  else if (ending !== 'completed') out.next(again, `resumes run ${run}`)
  else if (dry_run && !in_step) out.next(again, 'write it')
  else if (!in_step) out.next(`lockstep report ${run}`, 'see why rows were rejected')
  else out.next('lockstep compare', 'prove it again at any time')
}

/** Adds the command. */
export const addSync = (program: Command, context: () => Context): void => {
  const command = program
    .command('sync')
    .description('bring the target in step with the source; source wins')
    .argument('[entities...]', 'what to sync, with what it refers to (default: all)')
    .option('--dry-run', 'compare and count, write nothing')
    .option('--allow-deletes', 'delete however many rows are gone at the source')
    .option('--max-delete-ratio <ratio>', 'part of an entity that may be deleted', ratio)
    .action(async (entities: string[], flags: Flags) => {
      const { lockstep, out } = context()
      const outcome = await drivenBy(context(), (options) =>
        lockstep.sync({ ...options, ...flags, entities }),
      )
      sayNext(out, outcome, entities)
    })
  addStepFlags(command)
  examples(
    command,
    'lockstep sync',
    'lockstep sync film actor --dry-run',
    'lockstep sync --workers 4 --json',
  )
}
