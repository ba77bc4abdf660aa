/** `lockstep checkpoint list`, `show` and `reset` */
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { CheckpointPart } from '../db/shapes.ts'
import { EXIT } from '../errors.ts'
import { checkpointText, columns, reasons, WEEK } from '../report/checkpoint.ts'
import { counted, table } from '../table.ts'
import { duration, examples } from './arguments.ts'

interface ListFlags {
  readonly stale?: boolean
  readonly olderThan?: number
}

const list = async ({ lockstep, out, finish }: Context, flags: ListFlags): Promise<void> => {
  const { olderThan = WEEK } = flags
  const all = (await lockstep.checkpoint.list()).map((checkpoint) => {
    const stale = reasons(checkpoint, olderThan)
    return { ...checkpoint, stale, why: stale.join(', ') }
  })
  const stale = all.filter(({ why }) => why !== '')
  const shown = flags.stale ? stale : all
  const verdict =
    stale.length === 0
      ? out.good('nothing is stale')
      : out.bad(`${counted(stale.length, 'entity', 'entities')} of ${all.length} stale`)
  const text = shown.length > 0 ? `${table(columns, shown)}\n\n${verdict}` : verdict
  out.result({ checkpoints: shown.map(({ why, ...checkpoint }) => checkpoint) }, text)
  const [first] = shown
  if (first) out.next(`lockstep checkpoint show ${first.entity}`)
  if (flags.stale && stale.length > 0) finish(EXIT.outOfStep)
}

interface ResetFlags {
  readonly run?: boolean
  readonly watermark?: boolean
  readonly hashes?: boolean
  readonly yes?: boolean
}

const partOf = ({ run, hashes }: ResetFlags): CheckpointPart => {
  if (run) return 'run'
  return hashes ? 'hashes' : 'watermark'
}

const reset = async (
  { lockstep, out, finish }: Context,
  entity: string,
  flags: ResetFlags,
): Promise<void> => {
  const part = partOf(flags)
  const dryRun = !flags.yes
  const consequence = await lockstep.checkpoint.reset(entity, part, { dryRun })
  const done = { entity, part, done: !dryRun, consequence }
  if (dryRun) {
    out.result(done, `${consequence}\n${out.bad('nothing is reset yet')}`)
    out.next(`lockstep checkpoint reset ${entity} --${part} --yes`, 'do it')
    finish(EXIT.outOfStep)
    return
  }
  out.result(done, `${consequence}\n${out.good(`${part} of entity ${entity} is reset`)}`)
  out.next(part === 'run' ? 'lockstep status' : `lockstep sync ${entity}`)
}

/** Adds the three commands. */
export const addCheckpoint = (program: Command, context: () => Context): void => {
  const checkpoint = program
    .command('checkpoint')
    .description('where each entity stands, and how to let one begin anew')

  const listing = checkpoint
    .command('list')
    .description('last syncs, watermarks, open segments, and what is stale')
    .option('--stale', 'only those that are stale. Exit code 1 with any')
    .option(
      '--older-than <duration>',
      'without a sync for so long is stale (default: 7d)',
      duration,
    )
    .action((flags: ListFlags) => list(context(), flags))
  examples(listing, 'lockstep checkpoint list', 'lockstep checkpoint list --stale --older-than 2h')

  checkpoint
    .command('show')
    .description('where one entity stands, and what its ledger holds')
    .argument('<entity>')
    .action(async (entity: string) => {
      const { lockstep, out } = context()
      const found = await lockstep.checkpoint.show(entity)
      out.result(found, checkpointText(found, out))
      out.next(`lockstep check ${entity} KEY`, 'one record')
    })

  const resetting = checkpoint
    .command('reset')
    .description('let an entity begin anew. Says what that means; does it only with --yes')
    .argument('<entity>')
    .addOption(
      new Option('--watermark', 'look at all rows next time (the default)').conflicts([
        'hashes',
        'run',
      ]),
    )
    .addOption(
      new Option('--hashes', 'write all rows once more next time, under their keys').conflicts([
        'run',
      ]),
    )
    .option('--run', 'begin anew in the run that did not end')
    .option('--yes', 'do it')
    .action((entity: string, flags: ResetFlags) => reset(context(), entity, flags))
  examples(
    resetting,
    'lockstep checkpoint reset film',
    'lockstep checkpoint reset film --hashes --yes',
  )
}
