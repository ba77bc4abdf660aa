/** A run's result on the terminal. */

import type { Finding, RejectReport, Report } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import type { Outcome } from '../run/outcome.ts'
import { type Column, duration, grouped, table } from '../table.ts'
import { stateColumns } from './columns.ts'

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
  names: readonly ((typeof STATES)[number] | 'rejected' | 'written' | 'source_rows')[],
) =>
  report.entities.reduce(
    (total, entity) => names.reduce((part, name) => part + BigInt(entity[name] ?? '0'), total),
    0n,
  )

const verdict = (outcome: Outcome, out: Output): string => {
  const { ending, in_step, run, kind, dry_run } = outcome
  if (ending !== 'completed') return out.bad(`run ${run} ${ending}`)
  const differing = grouped(sum(outcome, STATES))
  const rejected = sum(outcome, ['rejected'])
  const wrote = kind === 'sync' && !dry_run
  if (in_step) {
    return out.good(
      wrote ? `in step, ${grouped(sum(outcome, ['written']))} rows written` : 'in step',
    )
  }
  if (wrote) return out.bad(`not in step, ${grouped(rejected)} rows rejected`)
  return out.bad(
    `${differing} rows out of step${rejected > 0n ? `, ${grouped(rejected)} rejected` : ''}`,
  )
}

/** The table of entities, rejects, findings, and the verdict with rows and seconds. */
export const outcomeText = (outcome: Outcome, out: Output): string => {
  const { entities, rejects, findings, seconds } = outcome
  const total = `${entities.length} entities, ${grouped(sum(outcome, ['source_rows']))} rows`
  return [
    ...(entities.length > 0 ? [table(stateColumns, entities), ''] : []),
    ...(rejects.length > 0 ? [rejectTable(rejects), ''] : []),
    ...(findings.length > 0 ? [findingTable(findings, out), ''] : []),
    `${verdict(outcome, out)}${out.dim(`   ${total}   run ${outcome.run}   ${duration(seconds)}`)}`,
  ].join('\n')
}
