/** `lockstep validate` */
import type { Command } from 'commander'
import type { Context } from '../context.ts'
import type { Finding } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import { domainColumns } from '../report/columns.ts'
import { findingTable } from '../report/text.ts'
import type { Validation } from '../run/outcome.ts'
import { counted, duration, grouped, table } from '../table.ts'
import {
  addGroups,
  type ChoiceFlags,
  choiceText,
  examples,
  percentage,
  seconds,
  share,
} from './arguments.ts'
import { addStepFlags, drivenBy, type StepFlags } from './driven.ts'

/** Both sides are read one after the other: what moves between may differ for a moment. */
const SETTLE = 2

interface Flags extends StepFlags, ChoiceFlags {
  readonly minSuccess?: number
  readonly allowRejects?: boolean
  readonly sample?: number
  readonly settle?: number
}

const sizes = (findings: readonly Finding[]) =>
  (['error', 'warning'] as const).map((level) => ({
    level,
    count: findings.filter((finding) => finding.level === level).length,
  }))

const numbers = (outcome: Validation) =>
  table(
    [
      { title: 'entity', value: ({ entity }) => entity },
      { title: 'rows', value: ({ source }) => grouped(source), isNumber: true },
      { title: 'correct', value: ({ synced }) => grouped(synced ?? '–'), isNumber: true },
      { title: 'refused', value: ({ rejected }) => grouped(rejected ?? '–'), isNumber: true },
      { title: 'excluded', value: ({ excluded }) => grouped(excluded ?? '–'), isNumber: true },
      { title: 'not ours', value: ({ extra }) => grouped(extra ?? '–'), isNumber: true },
    ],
    outcome.entities.map((row) => ({
      ...row,
      source: row.source_rows === null ? '–' : BigInt(row.source_rows) - BigInt(row.excluded ?? 0),
    })),
  )

const verdict = (outcome: Validation, out: Output) => {
  const { ending, findings, passed, run } = outcome
  if (ending !== 'completed') return out.bad(`run ${run} ${ending}`)
  const found = sizes(findings)
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => counted(count, level))
    .join(', ')
  const words = [passed ? 'passed' : 'failed', found].filter(Boolean).join(': ')
  const tail = out.dim(`   run ${run}   ${duration(outcome.seconds)}`)
  return `${passed ? out.good(words) : out.bad(words)}${tail}`
}

const keysOf = ({ example_keys: keys = [] }: Finding) =>
  keys.length > 0 ? `\n  keys ${keys.map((key) => JSON.stringify(key)).join(' ')}` : ''

const telling = (outcome: Validation, out: Output): string => {
  const { domains = [] } = outcome
  return [
    ...outcome.findings.map((finding) => `${findingTable([finding], out)}${keysOf(finding)}`),
    '',
    numbers(outcome),
    '',
    ...(domains.length > 0 ? [table(domainColumns, domains), ''] : []),
    verdict(outcome, out),
  ].join('\n')
}

/** Adds the command. */
export const addValidate = (program: Command, context: () => Context): void => {
  const command = program
    .command('validate')
    .description('check that the target is right: rows, content, keys, totals. Exit code 1 if not')
    .argument('[entities...]', 'what to check (default: all)')
    .option('--min-success <percent>', 'of all rows at the source (default: 100)', percentage)
    .option('--allow-rejects', 'rows that were refused are a warning, and do not count')
    .option('--sample <share>', 'compare the content of this share of the rows only', share)
    .option(
      '--settle <seconds>',
      `look again at what differs after this time (default: ${SETTLE})`,
      seconds,
    )
    .action(async (entities: string[], flags: Flags) => {
      const { lockstep, out } = context()
      const { ending, findings, passed, run } = await drivenBy(
        context(),
        (options) =>
          lockstep.validate({
            ...options,
            settle: SETTLE,
            ...flags,
            entities,
            groups: flags.group,
          }),
        telling,
      )
      const chosen = choiceText(entities, flags)
      const rows = findings.find(({ check, level }) => check === 'rows' && level === 'error')
      if (ending !== 'completed') out.next(`lockstep validate${chosen}`, 'validate again')
      else if (passed) out.next(`lockstep report ${run} --out report.md`, 'keep the proof')
      else if (rows?.remedy) out.next(rows.remedy, 'then validate again')
      else out.next(`lockstep report ${run}`, 'what was found, and what to do about it')
    })
  addGroups(addStepFlags(command))
  examples(
    command,
    'lockstep validate',
    'lockstep validate film --min-success 99.5',
    'lockstep validate --sample 0.01 --json',
  )
}
