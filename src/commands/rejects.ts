/** `lockstep rejects` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Rejects } from '../db/aftermath.ts'
import type { Reject, RejectCause } from '../db/shapes.ts'
import { EXIT } from '../errors.ts'
import type { Output } from '../output.ts'
import { type Column, counted, table } from '../table.ts'
import {
  addGroups,
  type ChoiceFlags,
  choiceText,
  examples,
  positive,
  runNumber,
} from './arguments.ts'

interface Flags extends ChoiceFlags {
  readonly run?: bigint
  readonly rows?: number
  readonly closed?: boolean
  readonly showValues?: boolean
}

/** Rows that are listed with --closed alone. */
const HEALED = 50

const place = ({ constraint, column }: RejectCause | Reject) => column ?? constraint ?? ''

const causeText = (cause: RejectCause, out: Output): string => {
  const { entity, operation, reason, sqlstate, rows, message, exampleKeys, remedy } = cause
  const what = operation === 'delete' ? 'cannot be deleted' : 'cannot be written'
  const why = [reason, sqlstate, place(cause)].filter(Boolean).join(' ')
  const more = rows > BigInt(exampleKeys.length) ? ' …' : ''
  const keys = exampleKeys.map((key) => JSON.stringify(key)).join(' ')
  return [
    `${out.yellow(entity)}   ${counted(rows, 'row')} ${what}   ${why}`,
    `  ${message}`,
    `  keys ${keys}${more}`,
    `  → ${remedy}`,
  ].join('\n')
}

const rowColumns: readonly Column<Reject>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'key', value: ({ sourceKey }) => JSON.stringify(sourceKey) },
  { title: 'operation', value: ({ operation }) => operation },
  { title: 'reason', value: ({ reason }) => reason },
  { title: 'SQLSTATE', value: ({ sqlstate }) => sqlstate },
  { title: 'where', value: place },
  { title: 'first run', value: ({ firstRun }) => `${firstRun}`, isNumber: true },
  { title: 'last run', value: ({ lastRun }) => `${lastRun}`, isNumber: true },
  { title: 'healed', value: ({ closedAt }) => closedAt?.slice(0, 19) ?? '' },
  { title: 'message', value: ({ message }) => message ?? '' },
]

const verdict = ({ open, causes }: Rejects, { run }: Flags, out: Output): string => {
  const when = run === undefined ? '' : ` that run ${run} met`
  if (open === 0n) return out.good(`no open rejects${when}`)
  return out.bad(`${counted(open, 'open reject')}${when}, ${counted(causes.length, 'cause')}`)
}

const rejectsText = (found: Rejects, flags: Flags, out: Output): string => {
  const causes = flags.closed ? [] : found.causes
  return [
    ...causes.flatMap((cause) => [causeText(cause, out), '']),
    ...(found.rows.length > 0 ? [table(rowColumns, found.rows), ''] : []),
    ...(flags.closed && found.rows.length === 0 ? ['none has healed yet'] : []),
    verdict(found, flags, out),
  ].join('\n')
}

/** Adds the command. */
export const addRejects = (program: Command, context: () => Context): void => {
  const command = program
    .command('rejects')
    .description('rows that could not be written, by cause, with the remedy. Exit code 1 with any')
    .argument('[entities...]', 'of which (default: all)')
    .option('--run <run>', 'only those that were open in that run', runNumber)
    .option('--rows <n>', 'list so many of them one by one', positive)
    .option('--closed', 'list those that healed')
    .option('--show-values', 'also what triggers said, which may quote the row')
    .action(async (entities: string[], flags: Flags) => {
      const { lockstep, out, finish } = context()
      const rows = flags.rows ?? (flags.closed ? HEALED : undefined)
      const found = await lockstep.rejects({ ...flags, entities, groups: flags.group, rows })
      out.result(found, rejectsText(found, flags, out), flags.showValues)
      const again = `lockstep sync${choiceText(entities, flags)}`
      if (found.open > 0n) out.next(again, 'after mending them: tries them again')
      else out.next('lockstep compare', 'prove it again at any time')
      finish(found.open > 0n ? EXIT.outOfStep : EXIT.inStep)
    })
  addGroups(command)
  examples(
    command,
    'lockstep rejects',
    'lockstep rejects film --rows 100',
    'lockstep rejects --closed',
  )
}
