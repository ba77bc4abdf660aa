/** `lockstep conflicts` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Conflicts } from '../db/aftermath.ts'
import type { Conflict, ConflictCount } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import { type Column, counted, grouped, table } from '../table.ts'
import { collect, examples, positive, runNumber } from './arguments.ts'

interface Flags {
  readonly entity?: readonly string[]
  readonly showValues?: boolean
  readonly limit: number
}

const countColumns: readonly Column<ConflictCount>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'state', value: ({ state }) => state },
  { title: 'rows', value: ({ rows }) => grouped(rows), isNumber: true },
]

const valueText = (value: string | null) => value ?? 'null'

const keyColumns: readonly Column<Conflict>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'key', value: ({ sourceKey }) => JSON.stringify(sourceKey) },
  { title: 'state', value: ({ state }) => state },
  { title: 'column', value: ({ column }) => column ?? '' },
]

const valueColumns: readonly Column<Conflict>[] = [
  ...keyColumns,
  { title: 'before', value: ({ before }) => valueText(before) },
  { title: 'after', value: ({ after }) => valueText(after) },
]

const conflictsText = ({ run, counts, columns }: Conflicts, flags: Flags, out: Output): string => {
  if (counts.length === 0) return out.good(`run ${run} wrote over nothing that is still known`)
  const rows = counts.reduce((sum, count) => sum + count.rows, 0n)
  const isCut = columns.length === flags.limit
  return [
    table(countColumns, counts),
    '',
    table(flags.showValues ? valueColumns : keyColumns, columns),
    ...(isCut ? [out.dim(`the first ${flags.limit}; more with --limit`)] : []),
    '',
    `${counted(rows, 'row')} written over by run ${run}`,
  ].join('\n')
}

/** Adds the command. */
export const addConflicts = (program: Command, context: () => Context): void => {
  const command = program
    .command('conflicts')
    .description('what a run wrote over at the target, column by column')
    .argument('[run]', 'number of a run (default: the latest sync)', runNumber)
    .option('--entity <entity>', 'only of this entity, may be repeated', collect)
    .option('--show-values', 'the values before and after')
    .option('--limit <n>', 'columns to list', positive, 20)
    .action(async (id: bigint | undefined, flags: Flags) => {
      const { lockstep, out } = context()
      const { entity: entities, ...how } = flags
      const found = await lockstep.conflicts(id, { ...how, entities })
      out.result(found, conflictsText(found, flags, out), flags.showValues)
      if (found.counts.length > 0) out.next(`lockstep undo ${found.run} --dry-run`, 'take it back')
      else out.next('lockstep compare')
    })
  examples(
    command,
    'lockstep conflicts',
    'lockstep conflicts 12 --entity film --limit 100',
    'lockstep conflicts 12 --show-values',
  )
}
