/** `lockstep logs` */
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { LogEntry, LogLevel } from '../db/shapes.ts'
import type { LogOptions } from '../options.ts'
import type { Output } from '../output.ts'
import { csv } from '../report/csv.ts'
import { listenForStop } from '../run/stop.ts'
import { collect, examples, moment, positive, runNumber, seconds } from './arguments.ts'

const FORMATS = ['table', 'json', 'csv'] as const
const LEVELS: readonly LogLevel[] = ['debug', 'info', 'warning', 'error']

interface Flags {
  readonly run?: bigint
  readonly entity?: readonly string[]
  readonly level: LogLevel
  readonly since?: string | number
  readonly grep?: string
  readonly tail?: number
  readonly follow?: boolean
  readonly interval?: number
  readonly format?: (typeof FORMATS)[number]
}

/** Entries that are listed for people who do not say how many. */
const LISTED = 100

const valueText = (value: unknown): string =>
  typeof value === 'object' ? JSON.stringify(value) : String(value)

const detailText = (detail: LogEntry['detail']): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(' ')

const levelText = (level: LogLevel, out: Output): string => {
  const text = level.padEnd(7)
  if (level === 'error') return out.red(text)
  if (level === 'warning') return out.yellow(text)
  return level === 'debug' ? out.dim(text) : text
}

/** One line; what comes next is not known yet, so columns are as wide as they mostly are. */
const lineOf = ({ at, level, run, kind, entity, message, detail }: LogEntry, out: Output) =>
  [
    `${at.slice(0, 10)} ${at.slice(11, 23)}`,
    levelText(level, out),
    (run === null ? '' : `run ${run} ${kind ?? ''}`).padEnd(15),
    entity ? `${entity}: ${message}` : message,
    out.dim(detailText(detail)),
  ]
    .join('  ')
    .trimEnd()

const COLUMNS = ['id', 'at', 'level', 'run', 'kind', 'entity', 'message', 'detail'] as const

const jsonLine = (entry: LogEntry): string =>
  JSON.stringify(
    Object.fromEntries(
      COLUMNS.map((name) => {
        const value = entry[name]
        return [name, typeof value === 'bigint' ? `${value}` : value]
      }),
    ),
  )

/** Says some entries; of CSV, the first time with a header. */
const teller = (format: Flags['format'], out: Output) => {
  let isFirst = true
  return (entries: readonly LogEntry[]): void => {
    if (format === 'csv') out.part(csv(COLUMNS, entries, isFirst).trimEnd())
    else if (format === 'json') out.part(entries.map(jsonLine).join('\n'))
    else out.part(entries.map((entry) => lineOf(entry, out)).join('\n'))
    isFirst = false
  }
}

const optionsOf = (flags: Flags, format: Flags['format']): LogOptions => {
  const { entity: entities, grep: text, run, level, since, follow, interval } = flags
  const isForPeople = format === 'table' && !follow && run === undefined && since === undefined
  const tail = flags.tail ?? (isForPeople ? LISTED : undefined)
  return { run, entities, level, since, text, tail, follow, interval }
}

const documentOf = async ({ lockstep, out }: Context, how: LogOptions): Promise<void> => {
  const lines: string[] = []
  for await (const entries of lockstep.logs(how)) lines.push(...entries.map(jsonLine))
  out.part(`{ "logs": [${lines.join(',\n')}] }`)
}

const tell = async (context: Context, flags: Flags): Promise<void> => {
  const { lockstep, out } = context
  const format = flags.format ?? (out.json ? 'json' : 'table')
  const how = optionsOf(flags, format)
  if (out.json && !flags.follow && flags.format === undefined) return documentOf(context, how)
  const say = teller(format, out)
  const stop = flags.follow ? listenForStop(() => {}) : undefined
  let count = 0
  for await (const entries of lockstep.logs({ ...how, stop })) {
    say(entries)
    count += entries.length
  }
  if (count === 0) out.note('the log has no such entry')
}

/** Adds the command. */
export const addLogs = (program: Command, context: () => Context): void => {
  const command = program
    .command('logs')
    .description('what happened, in the order in which it was written down; never content of rows')
    .option('--run <run>', 'of that run', runNumber)
    .option('--entity <entity>', 'of that entity; may be repeated', collect)
    .addOption(
      new Option('--level <level>', 'of this level, or one that matters more')
        .choices(LEVELS)
        .default('info'),
    )
    .option('--since <time>', 'since then: 2026-01-31T12:00Z, or so long ago: 30m, 2h, 7d', moment)
    .option('--grep <text>', 'with this text in message or details, in whatever case')
    .option('--tail <n>', 'only the last n (default: 100 for people, else all)', positive)
    .option('--follow', 'go on with what comes; of a run, until it is over')
    .option('--interval <seconds>', 'between two looks (default: 1)', seconds)
    .addOption(new Option('--format <format>', 'one JSON document a line, CSV').choices(FORMATS))
    .action((flags: Flags) => tell(context(), flags))
  examples(
    command,
    'lockstep logs',
    'lockstep logs --run 12 --level warning',
    'lockstep logs --follow --entity film',
    'lockstep logs --since 24h --grep 23505 --format csv',
  )
}
