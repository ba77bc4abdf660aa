/** `lockstep sync` */
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context } from '../context.ts'
import type { Output } from '../output.ts'
import { planText } from '../report/plan.ts'
import type { Outcome } from '../run/outcome.ts'
import {
  addGroups,
  type ChoiceFlags,
  choiceText,
  duration,
  examples,
  ratio,
  runNumber,
} from './arguments.ts'
import { addStepFlags, drivenBy, type StepFlags } from './driven.ts'

interface Flags extends StepFlags, ChoiceFlags {
  readonly dryRun?: boolean
  readonly explain?: boolean
  readonly allowDeletes?: boolean
  readonly maxDeleteRatio?: number
  readonly watermark?: boolean
  readonly fastFirstLoad?: boolean
  readonly analysis?: bigint
  readonly for?: number
  readonly resume?: bigint
}

/** The same sync as a command line. What a run was told once, it remembers. */
const commandOf = (entities: readonly string[], flags: Flags): string =>
  [
    `lockstep sync${choiceText(entities, flags)}`,
    ...(flags.resume === undefined ? [] : [`--resume ${flags.resume}`]),
    ...(flags.watermark ? ['--watermark'] : []),
    ...(flags.fastFirstLoad ? ['--fast-first-load'] : []),
    ...(flags.analysis === undefined ? [] : [`--analysis ${flags.analysis}`]),
    ...(flags.for === undefined ? [] : [`--for ${flags.for}s`]),
  ].join(' ')

const sayNext = (out: Output, outcome: Outcome, entities: readonly string[], flags: Flags) => {
  const { ending, in_step, dry_run, run, rejects } = outcome
  const again = commandOf(entities, flags)
  if (ending === 'paused') out.next(`lockstep sync --resume ${run}`, 'when it may go on')
  else if (ending !== 'completed') out.next(again, `resumes run ${run}`)
  else if (dry_run && !in_step) out.next(again, 'write it')
  else if (rejects.length > 0)
    out.next(`lockstep rejects${choiceText(entities, flags)}`, 'why, and what to do')
  else if (!in_step) out.next(`lockstep report ${run}`, 'see what is out of step')
  else out.next('lockstep compare', 'prove it again at any time')
}

const explain = async (
  { lockstep, out }: Context,
  entities: readonly string[],
  flags: Flags,
): Promise<void> => {
  const plans = await lockstep.explain({ ...flags, entities, groups: flags.group })
  out.result({ entities: plans }, planText(plans, flags.workers, out))
  out.next(commandOf(entities, flags), 'do it')
}

/** What was synced beside what was chosen. */
const sayOthers = async (
  { lockstep, out }: Context,
  outcome: Outcome,
  entities: readonly string[],
  { group = [] }: Flags,
): Promise<void> => {
  if (entities.length + group.length === 0) return
  const chosen = [...entities, ...(group.length > 0 ? await lockstep.group.entities(group) : [])]
  const others = outcome.entities
    .map(({ entity }) => entity)
    .filter((name) => !chosen.includes(name))
  if (others.length > 0)
    out.note(`taken along, as what was chosen refers to it: ${others.join(', ')}`)
}

const refuseEntities = (entities: readonly string[]): void => {
  if (entities.length === 0) return
  throw new InvalidArgumentError('--resume takes no entities: the run knows its own')
}

/** Adds the command. */
export const addSync = (program: Command, context: () => Context): void => {
  const command = program
    .command('sync')
    .description('bring the target in step with the source; source wins')
    .argument('[entities...]', 'what to sync, with what it refers to (default: all)')
    .option('--dry-run', 'compare and count, write nothing')
    .addOption(
      new Option(
        '--explain',
        'say what would travel, what is asked, locked, and how long',
      ).conflicts(['dryRun', 'for', 'resume', 'analysis']),
    )
    .option('--allow-deletes', 'delete however many rows are gone at the source')
    .option('--max-delete-ratio <ratio>', 'part of an entity that may be deleted', ratio)
    .option('--watermark', 'look only at rows whose watermark moved; sees no deletes, no drift')
    .option('--fast-first-load', 'into empty tables: build indexes and foreign keys afterwards')
    .addOption(
      new Option('--analysis <run>', 'only the rows that this detect found, looked at again')
        .argParser(runNumber)
        .conflicts(['watermark', 'fastFirstLoad']),
    )
    .option('--for <duration>', 'stop after that time (90s, 30m, 2h); to be resumed', duration)
    .addOption(
      new Option('--resume <run>', 'go on with this run, also beside others')
        .argParser(runNumber)
        .conflicts([
          'dryRun',
          'allowDeletes',
          'maxDeleteRatio',
          'watermark',
          'fastFirstLoad',
          'analysis',
          'batchRows',
          'group',
        ]),
    )
    .action(async (entities: string[], flags: Flags) => {
      if (flags.explain) return explain(context(), entities, flags)
      const { lockstep, out } = context()
      const { for: maxSeconds, resume, ...how } = flags
      if (resume !== undefined) refuseEntities(entities)
      const outcome = await drivenBy(context(), (options) =>
        resume === undefined
          ? lockstep.sync({ ...options, ...how, maxSeconds, entities, groups: how.group })
          : lockstep.resume(resume, { ...options, workers: how.workers, maxSeconds }),
      )
      await sayOthers(context(), outcome, entities, flags)
      sayNext(out, outcome, entities, flags)
    })
  addGroups(addStepFlags(command))
  examples(
    command,
    'lockstep sync',
    'lockstep sync film actor --dry-run',
    'lockstep sync --group core',
    'lockstep sync --explain',
    'lockstep sync --workers 4 --for 30m',
    'lockstep sync --watermark',
    'lockstep sync --fast-first-load',
    'lockstep sync --analysis 11',
    'lockstep sync --resume 12',
  )
}
