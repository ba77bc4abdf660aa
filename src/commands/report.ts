/** `lockstep report` */
import { extname } from 'node:path'
import { type Command, InvalidArgumentError, Option } from 'commander'
import type { Context } from '../context.ts'
import type { Report } from '../db/shapes.ts'
import { EXIT } from '../errors.ts'
import { toJson } from '../output.ts'
import { csvFinal, csvReport } from '../report/csv.ts'
import { markdownFinal } from '../report/final.ts'
import { htmlFinal, htmlReport } from '../report/html.ts'
import { markdownReport } from '../report/markdown.ts'
import { save } from '../report/save.ts'
import { isAchieved } from '../run/outcome.ts'
import { addGroups, type ChoiceFlags, examples, runNumber } from './arguments.ts'

const FORMATS = ['md', 'json', 'csv', 'html'] as const
type Format = (typeof FORMATS)[number]

interface Flags extends ChoiceFlags {
  readonly format?: Format
  readonly out?: string
  readonly final?: boolean
}

/** A report, and how it is written in each format. */
interface Writable {
  readonly document: unknown
  readonly name: string
  readonly isGood: boolean
  readonly next: string
  readonly texts: Readonly<Record<Exclude<Format, 'json'>, () => string | Promise<string>>>
}

const ENDINGS: Readonly<Record<string, Format>> = {
  '.json': 'json',
  '.csv': 'csv',
  '.html': 'html',
  '.htm': 'html',
}

/** What was asked for, else what the file is called like, else Markdown. */
const formatOf = ({ format, out = '' }: Flags): Format =>
  format ?? ENDINGS[extname(out).toLowerCase()] ?? 'md'

const nextOf = ({ kind, in_step, rejects }: Report): string => {
  if (kind === 'undo') return 'lockstep status'
  if (in_step) return 'lockstep compare'
  return rejects.length > 0 ? 'lockstep rejects' : 'lockstep sync'
}

const refuseRun = (run: bigint | undefined): void => {
  if (run === undefined) return
  throw new InvalidArgumentError(`--final is about everything, not about run ${run}`)
}

const reportOfRun = async (
  { lockstep }: Context,
  run: bigint | undefined,
  { group }: Flags,
): Promise<Writable> => {
  const report = await lockstep.report(run, { groups: group })
  return {
    document: report,
    name: `report of run ${report.run}`,
    isGood: isAchieved(report),
    next: nextOf(report),
    texts: {
      md: () => markdownReport(report),
      csv: () => csvReport(report),
      html: async () => htmlReport(report, await lockstep.charts(BigInt(report.run))),
    },
  }
}

const reportOfAll = async ({ lockstep }: Context): Promise<Writable> => {
  const final = await lockstep.finalReport()
  return {
    document: final,
    name: 'final report',
    isGood: final.ready,
    next:
      final.steps.find(({ command }) => command.startsWith('lockstep '))?.command ??
      'lockstep status',
    texts: {
      md: () => markdownFinal(final),
      csv: () => csvFinal(final),
      html: () => htmlFinal(final),
    },
  }
}

/** Adds the command. */
export const addReport = (program: Command, context: () => Context): void => {
  const command = program
    .command('report')
    .description('what a run did: every row accounted for, states, rejects, findings')
    .argument('[run]', 'number of a run (default: the latest)', runNumber)
    .addOption(
      new Option(
        '--final',
        'instead of a run: is everything ready to be signed off, and what is open',
      ).conflicts('group'),
    )
    .addOption(
      new Option(
        '--format <format>',
        'md, json, html (a page with pictures) or csv (a row per entity; of an analysis per fact, of a validation per finding); default: as the file ends, else md',
      ).choices(FORMATS),
    )
    .option('--out <file>', 'write it to a file')
    .action(async (run: bigint | undefined, flags: Flags) => {
      const { out, finish } = context()
      if (flags.final) refuseRun(run)
      const report = flags.final
        ? await reportOfAll(context())
        : await reportOfRun(context(), run, flags)
      const format = formatOf(flags)
      const { document, name, isGood, next } = report
      const text = format === 'json' ? toJson(document) : await report.texts[format]()
      if (flags.out === undefined) out.result(document, text, format === 'html')
      else {
        save(flags.out, text, 'lockstep report')
        out.result({ file: flags.out }, out.good(`${name} in ${flags.out}`))
      }
      if (format === 'md' || flags.out !== undefined) out.next(next)
      finish(isGood ? EXIT.inStep : EXIT.outOfStep)
    })
  addGroups(command)
  examples(
    command,
    'lockstep report',
    'lockstep report 12 --format json',
    'lockstep report --out report.html',
    'lockstep report --final --out final.html',
  )
}
