/** `lockstep entity adopt` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { AdoptOptions } from '../index.ts'
import { adoptionText } from '../report/adoption.ts'
import type { AdoptOutcome } from '../run/outcome.ts'
import { examples, names } from './arguments.ts'
import { addStepFlags, drivenBy } from './driven.ts'

type Flags = Omit<AdoptOptions, 'entities'>

/** Adds the command. */
export const addAdopt = (entity: Command, context: () => Context): void => {
  const command = entity
    .command('adopt')
    .description(
      'take target rows that earlier scripts wrote into the ledger, with the keys that they have. Exit code 1 if some could not be matched',
    )
    .argument('[entities...]', 'which, and those they refer to (default: all)')
    .option(
      '--by <columns>',
      'target columns that hold the source key, as a,b (default: those that the mapping fills with it)',
      names,
    )
    .option('--from <table>', 'a mapping table: source keys and their target keys')
    .option('--where <condition>', 'which of its rows')
    .option('--legacy-key <columns>', 'its columns with the source key (default: legacy_id)', names)
    .option('--target-key <columns>', 'its columns with the target key (default: new_id)', names)
    .option('--query <sql>', 'returns the columns of the source key, then those of the target key')
    .option('--prefer <sql>', 'of several rows of one source key, the one with the least, over t')
    .option('--gone', 'also rows that the source no longer has: the next sync deletes them')
    .option(
      '--delete-duplicates',
      'delete rows whose source key has another, if nobody refers to them',
    )
    .option('--allow-deletes', 'however many they are')
    .option('--dry-run', 'do it in one transaction, and roll it back')
    .action(async (entities: string[], flags: Flags) => {
      const { lockstep, out } = context()
      const { ending, dry_run, run } = await drivenBy<AdoptOutcome>(
        context(),
        (options) => lockstep.entity.adopt({ ...options, ...flags, entities }),
        adoptionText,
      )
      const chosen = entities.map((name) => ` ${name}`).join('')
      if (ending !== 'completed' || dry_run)
        out.next(`lockstep entity adopt${chosen}`, dry_run ? 'do it' : `resumes run ${run}`)
      else out.next(`lockstep compare${chosen}`, 'what the next sync will write')
    })
  addStepFlags(command)
  examples(
    command,
    'lockstep entity adopt --dry-run',
    'lockstep entity adopt office --by legacy_office_id',
    `lockstep entity adopt office --from migration_mappings --where "entity_type = 'office'"`,
    'lockstep entity adopt office --query "select old, new from office_keys" --prefer t.created_at',
  )
}
