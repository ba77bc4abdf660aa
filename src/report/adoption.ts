/** The result of an adoption, on the terminal and in Markdown. */
import type { AdoptionCause } from '../db/adoption.ts'
import type { EntityReport } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import type { AdoptOutcome } from '../run/outcome.ts'
import { type Column, counted, duration, grouped, table } from '../table.ts'

const rowsOf = ({ source_rows, excluded }: EntityReport): bigint =>
  BigInt(source_rows ?? '0') - BigInt(excluded ?? '0')

const knownOf = (row: EntityReport): bigint =>
  rowsOf(row) -
  [row.unchanged, row.update, row.missing, row.insert].reduce(
    (sum, count) => sum + BigInt(count),
    0n,
  )

/** What became of the source rows of an entity. */
export const adoptionColumns: readonly Column<EntityReport>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'source', value: (row) => grouped(rowsOf(row)), isNumber: true },
  { title: 'known', value: (row) => grouped(knownOf(row)), isNumber: true },
  { title: 'same', value: ({ unchanged }) => grouped(unchanged), isNumber: true },
  { title: 'different', value: ({ update }) => grouped(update), isNumber: true },
  { title: 'missing', value: ({ missing }) => grouped(missing), isNumber: true },
  { title: 'new', value: ({ insert }) => grouped(insert), isNumber: true },
  { title: 'not ours', value: ({ extra }) => grouped(extra ?? '0'), isNumber: true },
]

const causeColumns: readonly Column<AdoptionCause>[] = [
  { title: 'not matched', value: ({ entity }) => entity },
  { title: 'why', value: ({ reason }) => reason.replace('_', ' ') },
  { title: 'rows', value: ({ rows }) => grouped(rows), isNumber: true },
  { title: 'deleted', value: ({ deleted }) => grouped(deleted), isNumber: true },
  {
    title: 'first keys',
    value: ({ exampleKeys }) => exampleKeys.map((key) => JSON.stringify(key)).join(' '),
  },
]

const remedies = (causes: readonly AdoptionCause[]): string[] =>
  causes
    .filter(({ isOpen }) => isOpen)
    .map(({ entity, reason, remedy }) => `${entity} ${reason.replace('_', ' ')}: ${remedy}`)

const verdict = (outcome: AdoptOutcome, out: Output): string => {
  const { ending, run, dry_run, entities, in_step, causes } = outcome
  if (ending !== 'completed') return out.bad(`run ${run} ${ending}`)
  const adopted = entities.reduce(
    (sum, { unchanged, update, missing, delete: gone }) =>
      sum + BigInt(unchanged) + BigInt(update) + BigInt(missing) + BigInt(gone),
    0n,
  )
  const open = causes.reduce(
    (sum, { isOpen, rows, deleted }) => (isOpen ? sum + rows - deleted : sum),
    0n,
  )
  const done = `${counted(adopted, 'row')} ${dry_run ? 'would be ' : ''}adopted`
  const but = open > 0n ? `, ${grouped(open)} not matched` : ''
  return (in_step ? out.good : out.bad)(`${done}${but}`)
}

/** The table of entities, what could not be matched and why, and the verdict. */
export const adoptionText = (outcome: AdoptOutcome, out: Output): string => {
  const { entities, causes, run, dry_run, seconds } = outcome
  const tail = `   ${dry_run ? 'nothing was changed' : `run ${run}`}   ${duration(seconds)}`
  return [
    ...(entities.length > 0 ? [table(adoptionColumns, entities), ''] : []),
    ...(causes.length > 0 ? [table(causeColumns, causes), ''] : []),
    ...remedies(causes),
    `${verdict(outcome, out)}${out.dim(tail)}`,
  ].join('\n')
}
