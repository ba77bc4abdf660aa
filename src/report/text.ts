/** A run's result on the terminal. */

import type { Finding, RejectReport, Report } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import type { Outcome } from '../run/outcome.ts'
import { type Column, counted, duration, grouped, table } from '../table.ts'
import { domainColumns, isPartial, stateColumns } from './columns.ts'

const rejectColumns: readonly Column<RejectReport>[] = [
  { title: 'rejected', value: ({ entity }) => entity },
  { title: 'rows', value: ({ count }) => grouped(count), isNumber: true },
  { title: 'reason', value: ({ reason }) => reason },
  { title: 'column', value: ({ column, constraint }) => column ?? constraint ?? '' },
  { title: 'message', value: ({ message }) => message },
  {
    title: 'keys',
    value: ({ example_keys }) => example_keys.map((key) => JSON.stringify(key)).join(' '),
  },
]

/** Rejects by cause. */
export const rejectTable = (rejects: readonly RejectReport[]): string =>
  table(rejectColumns, rejects)

/** Findings: level, check, entity, what, and what to do about it. */
export const findingTable = (findings: readonly Finding[], out: Output): string => {
  const paint = { error: out.red, warning: out.yellow, info: out.dim }
  return findings
    .map(({ check, level, entity, detail, remedy }) => {
      const about = entity ? ` ${entity}` : ''
      return `${paint[level](level)}${about} ${check}: ${detail}${remedy ? `\n  → ${remedy}` : ''}`
    })
    .join('\n')
}

const STATES = ['insert', 'update', 'conflict', 'drift', 'missing', 'delete'] as const

const sum = (
  report: Report,
  names: readonly ((typeof STATES)[number] | 'written' | 'source_rows')[],
) =>
  report.entities.reduce(
    (total, entity) => names.reduce((part, name) => part + BigInt(entity[name] ?? '0'), total),
    0n,
  )

const verdict = (outcome: Outcome, out: Output): string => {
  const { ending, in_step, run, kind, dry_run, rejects, entities } = outcome
  if (ending !== 'completed') return out.bad(`run ${run} ${ending}`)
  const differing = counted(sum(outcome, STATES), 'row')
  const rejected = rejects.reduce((total, { count }) => total + BigInt(count), 0n)
  const but = rejected > 0n ? `, ${grouped(rejected)} rejected` : ''
  const hasWritten = kind === 'sync' && !dry_run
  const written = hasWritten ? `, ${counted(sum(outcome, ['written']), 'row')} written` : ''
  if (in_step)
    return out.good(`${entities.some(isPartial) ? 'what moved is ' : ''}in step${written}`)
  return out.bad(hasWritten ? `not in step${written}${but}` : `${differing} out of step${but}`)
}

/** The table of entities, rejects, findings, and the verdict with rows and seconds. */
export const outcomeText = (outcome: Outcome, out: Output): string => {
  const { entities, domains = [], rejects, findings, seconds } = outcome
  const size = counted(entities.length, 'entity', 'entities')
  const total = `${size}, ${counted(sum(outcome, ['source_rows']), 'row')}`
  return [
    ...(entities.length > 0 ? [table(stateColumns, entities), ''] : []),
    ...(domains.length > 0 ? [table(domainColumns, domains), ''] : []),
    ...(rejects.length > 0 ? [rejectTable(rejects), ''] : []),
    ...(findings.length > 0 ? [findingTable(findings, out), ''] : []),
    `${verdict(outcome, out)}${out.dim(`   ${total}   run ${outcome.run}   ${duration(seconds)}`)}`,
  ].join('\n')
}
