/** `lockstep prune` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import { counted, grouped } from '../table.ts'
import { age, examples } from './arguments.ts'

interface Flags {
  readonly olderThan: string
  readonly dryRun?: boolean
}

/** Adds the command. */
export const addPrune = (program: Command, context: () => Context): void => {
  const command = program
    .command('prune')
    .description('delete before-images of runs that ended long ago; those cannot be undone then')
    .option('--older-than <age>', 'of runs that ended before, like 12h or 30d', age, '30d')
    .option('--dry-run', 'count, delete nothing')
    .action(async (flags: Flags) => {
      const { lockstep, out } = context()
      const pruned = await lockstep.prune({
        ...flags,
        onProgress: (rows) => out.debug(`${grouped(rows)} pruned`),
      })
      const what = counted(pruned.rows, 'before-image')
      const done = flags.dryRun ? 'would be deleted' : 'deleted'
      const whose = `of runs that ended more than ${pruned.olderThan} ago`
      out.result(pruned, out.good(`${what} ${whose} ${done}`))
      if (flags.dryRun) out.next(`lockstep prune --older-than ${pruned.olderThan}`, 'delete them')
      else out.next('lockstep status')
    })
  examples(command, 'lockstep prune --dry-run', 'lockstep prune --older-than 90d')
}
