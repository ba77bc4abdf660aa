/** `lockstep report` */
import { writeFileSync } from 'node:fs'
import { type Command, Option } from 'commander'
import type { Context } from '../context.ts'
import type { Report } from '../db/shapes.ts'
import { EXIT, LockstepError } from '../errors.ts'
import { toJson } from '../output.ts'
import { markdownReport } from '../report/markdown.ts'
import { isAchieved } from '../run/outcome.ts'
import { examples, runNumber } from './arguments.ts'

interface Flags {
  readonly format: 'md' | 'json'
  readonly out?: string
}

const save = (file: string, text: string): void => {
  try {
    writeFileSync(file, `${text}\n`)
  } catch (cause) {
    throw new LockstepError('LSK14', `file '${file}' cannot be written`, {
      hint: 'Give another file: lockstep report --out FILE',
      cause,
    })
  }
}

const nextOf = ({ kind, in_step, rejects }: Report): string => {
  if (kind === 'undo') return 'lockstep status'
  if (in_step) return 'lockstep compare'
  return rejects.length > 0 ? 'lockstep rejects' : 'lockstep sync'
}

/** Adds the command. */
export const addReport = (program: Command, context: () => Context): void => {
  const command = program
    .command('report')
    .description('what a run did: every row accounted for, states, rejects, findings')
    .argument('[run]', 'number of a run (default: the latest)', runNumber)
    .addOption(new Option('--format <format>', 'md or json').choices(['md', 'json']).default('md'))
    .option('--out <file>', 'write it to a file')
    .action(async (run: bigint | undefined, flags: Flags) => {
      const { lockstep, out, finish } = context()
      const report = await lockstep.report(run)
      const isJson = flags.format === 'json'
      const text = isJson ? toJson(report) : markdownReport(report)
      if (flags.out === undefined) out.result(report, text)
      else {
        save(flags.out, text)
        out.result({ file: flags.out }, out.good(`report of run ${report.run} in ${flags.out}`))
      }
      if (!isJson) out.next(nextOf(report))
      finish(isAchieved(report) ? EXIT.inStep : EXIT.outOfStep)
    })
  examples(
    command,
    'lockstep report',
    'lockstep report 12 --format json',
    'lockstep report --out report.md',
  )
}
