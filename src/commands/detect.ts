/** `lockstep detect` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Difference } from '../db/shapes.ts'
import { outcomeText } from '../report/text.ts'
import { type Column, grouped, table } from '../table.ts'
import { examples, timestamp } from './arguments.ts'
import { addStepFlags, drivenBy, type StepFlags } from './driven.ts'

const EXAMPLES = 5

const columns: readonly Column<Difference>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'state', value: ({ state }) => state },
  { title: 'rows', value: ({ count }) => grouped(count), isNumber: true },
  { title: 'first keys', value: ({ keys }) => keys.join(' ') },
]

interface Flags extends StepFlags {
  readonly since?: string
}

/** Adds the command. */
export const addDetect = (program: Command, context: () => Context): void => {
  const command = program
    .command('detect')
    .description('find and save the keys of rows that are out of step; writes no target row')
    .argument('[entities...]', 'where to look (default: all)')
    .option('--since <time>', 'only rows whose watermark is newer', timestamp)
    .action(async (entities: string[], flags: Flags) => {
      const { lockstep, out } = context()
      const { in_step } = await drivenBy(
        context(),
        (options) => lockstep.detect({ ...options, ...flags, entities }),
        async (outcome, voice) => {
          const found = await lockstep.api.differences(BigInt(outcome.run), EXAMPLES)
          const more = found.length === 0 ? [] : ['', table(columns, found)]
          return [outcomeText(outcome, voice), ...more].join('\n')
        },
      )
      const chosen = entities.map((entity) => ` ${entity}`).join('')
      if (in_step) out.next('lockstep compare', 'compare all rows')
      else out.next(`lockstep sync${chosen}`, 'copy source over target')
    })
  addStepFlags(command)
  examples(command, 'lockstep detect', 'lockstep detect film --since 2026-01-31')
}
