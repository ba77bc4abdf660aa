/** `lockstep check` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { CheckedRecord, RecordColumn, RecordRef } from '../db/record.ts'
import { EXIT } from '../errors.ts'
import type { Output } from '../output.ts'
import { type Column, table } from '../table.ts'
import { examples } from './arguments.ts'

interface Flags {
  readonly showValues?: boolean
}

const MEANINGS: Readonly<Record<string, string>> = {
  unchanged: 'in step',
  insert: 'at the source only: a sync will write it',
  update: 'changed at the source since it was synced',
  conflict: 'changed on both sides since it was synced',
  drift: 'changed on the target since it was synced',
  missing: 'deleted on the target since it was synced',
  delete: 'gone at the source, not yet dealt with on the target',
  duplicate: 'its key comes more than once at the source',
  gone: 'gone at the source, and dealt with on the target',
  unknown: 'neither source nor ledger knows this key',
}

const IN_STEP = ['unchanged', 'gone']

const second = (time: string) => time.slice(0, 19).replace('T', ' ')
const keyText = (key: readonly string[] | null) => (key ? JSON.stringify(key) : '–')
const valueText = (value: string | null | undefined) => value ?? 'null'

const valueColumns: readonly Column<RecordColumn>[] = [
  { title: 'column', value: ({ column }) => column },
  { title: '', value: ({ differs }) => (differs ? '≠' : '=') },
  { title: 'expected', value: ({ expected }) => valueText(expected) },
  { title: 'actual', value: ({ actual }) => valueText(actual) },
]

const refColumns: readonly Column<RecordRef>[] = [
  { title: 'reference', value: ({ column }) => column },
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'source key', value: ({ source_key }) => keyText(source_key) },
  { title: 'target key', value: ({ target_key }) => target_key ?? '–' },
  { title: 'state', value: ({ state }) => state },
]

const openRejects = ({ rejects }: CheckedRecord) =>
  rejects.filter(({ closed_at }) => closed_at === null)

const isGood = (found: CheckedRecord): boolean =>
  IN_STEP.includes(found.state) && openRejects(found).length === 0

const columnLines = ({ columns, failure }: CheckedRecord, showsValues: boolean): string[] => {
  const differing = columns.filter(({ differs }) => differs).map(({ column }) => column)
  const said = failure?.message ?? ''
  return [
    ...(failure
      ? [`  the mapping cannot transform it: ${failure.sqlstate} ${said}`.trimEnd()]
      : []),
    ...(differing.length > 0 ? [`  differs in ${differing.join(', ')}`] : []),
    ...(showsValues && columns.length > 0 ? ['', table(valueColumns, columns)] : []),
  ]
}

const ledgerLine = ({ ledger, target_key }: CheckedRecord): string =>
  ledger
    ? `  target key ${keyText(target_key)}, synced by run ${ledger.run} at ${second(ledger.synced_at)}`
    : '  never synced'

const rejectLines = ({ rejects }: CheckedRecord): string[] =>
  rejects.flatMap((reject) => [
    `  ${reject.closed_at ? 'was refused until' : 'is refused since'} run ${
      reject.closed_at ? reject.last_run : reject.first_run
    }: ${[reject.reason, reject.sqlstate, reject.column ?? reject.constraint, reject.message].filter(Boolean).join(' ')}`,
    ...(reject.remedy ? [`    → ${reject.remedy}`] : []),
  ])

const historyLines = ({ history }: CheckedRecord): string[] =>
  history.map(({ run, state, at }) => `  written over by run ${run} at ${second(at)} (${state})`)

const recordText = (found: CheckedRecord, flags: Flags, out: Output): string => {
  const { entity, source_key, state, refs } = found
  const head = `${entity} ${keyText(source_key)}   ${state}: ${MEANINGS[state] ?? ''}`
  return [
    isGood(found) ? out.good(head) : out.bad(head),
    ledgerLine(found),
    ...columnLines(found, flags.showValues ?? false),
    ...rejectLines(found),
    ...historyLines(found),
    ...(refs.length > 0 ? ['', table(refColumns, refs)] : []),
  ].join('\n')
}

const nextOf = (found: CheckedRecord, flags: Flags, out: Output): void => {
  const { entity, state, history } = found
  const [last] = history.slice(-1)
  const again = `lockstep check ${entity} ${found.source_key.map((part) => JSON.stringify(part)).join(' ')}`
  if (state === 'unknown') out.next(`lockstep entity show ${entity}`, 'what the entity reads')
  else if (openRejects(found).length > 0) out.next('lockstep sync', 'after mending it: tries again')
  else if (!IN_STEP.includes(state)) out.next(`lockstep sync ${entity}`, 'copy source over target')
  else if (last)
    out.next(`lockstep conflicts ${last.run} --entity ${entity}`, 'what was written over')
  else if (!flags.showValues) out.next(`${again} --show-values`, 'the values of both sides')
  else out.next(`lockstep compare ${entity}`)
}

/** Adds the command. */
export const addCheck = (program: Command, context: () => Context): void => {
  const command = program
    .command('check')
    .description('one record on both sides: state, what differs, references, why it was refused')
    .argument('<entity>', 'which entity')
    .argument('<key...>', 'its source key: a value for each key column')
    .option('--show-values', 'the values of both sides')
    .action(async (entity: string, key: string[], flags: Flags) => {
      const { lockstep, out, finish } = context()
      const found = await lockstep.check(entity, key, flags)
      out.result(found, recordText(found, flags, out), flags.showValues)
      nextOf(found, flags, out)
      finish(isGood(found) ? EXIT.inStep : EXIT.outOfStep)
    })
  examples(
    command,
    'lockstep check film 12',
    'lockstep check film_actor 12 3 --show-values',
    'lockstep check customer 7 --json',
  )
}
