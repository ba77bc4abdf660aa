/** What an analysis found, on the terminal. */
import type { AnalysedEntity, AnalysedReference, Refusal } from '../db/analysis.ts'
import type { Output } from '../output.ts'
import type { AnalyzeOutcome } from '../run/outcome.ts'
import { type Column, counted, duration, grouped, table } from '../table.ts'

const or = (value: bigint | null): string => (value === null ? 'unknown' : grouped(value))

const number = (
  title: string,
  value: (row: AnalysedEntity) => bigint | null,
): Column<AnalysedEntity> => ({ title, value: (row) => or(value(row)), isNumber: true })

const columns: readonly Column<AnalysedEntity>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'state', value: ({ state }) => state ?? 'unknown' },
  number('source', ({ sourceRows }) => sourceRows),
  number('excluded', ({ excluded }) => excluded),
  number('ledger', ({ ledgerRows }) => ledgerRows),
  number('target', ({ knownRows }) => knownRows),
  number('extra', ({ extraRows }) => extraRows),
  number('gaps', ({ gaps }) => gaps),
  number('orphans', ({ orphans }) => orphans),
  number('to write', ({ nextRows }) => nextRows),
  {
    title: 'work',
    value: ({ nextSeconds }) => (nextSeconds === null ? 'unknown' : duration(nextSeconds)),
    isNumber: true,
  },
  {
    title: 'last sync',
    value: ({ lastRun, lastSyncedAt }) =>
      lastRun === null ? 'never' : `run ${lastRun}, ${lastSyncedAt?.slice(0, 16)}`,
  },
]

interface Trouble {
  readonly entity: string
  readonly where: string
  readonly rows: string
  readonly what: string
}

const troubleColumns: readonly Column<Trouble>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'column', value: ({ where }) => where },
  { title: 'rows', value: ({ rows }) => rows, isNumber: true },
  { title: 'what the target will not take', value: ({ what }) => what },
]

const WORDS: Readonly<Record<Refusal['cause'], string>> = {
  'not null': 'no value, where one is required',
  length: 'too long',
  overflow: 'too large a number',
  enum: 'no value of the enum',
  json: 'no valid json',
  check: 'against a check',
  unique: 'shared by rows that may not share it',
  transform: 'cannot be converted',
}

const refusal = (
  entity: string,
  { column, constraint, cause, sqlstate, rows, is_minimum }: Refusal,
): Trouble => ({
  entity,
  where: column ?? '',
  rows: rows === null ? 'unknown' : `${is_minimum ? 'at least ' : ''}${grouped(rows)}`,
  what: [WORDS[cause], constraint, sqlstate].filter(Boolean).join(', '),
})

const LEADS = [
  ['nowhere', 'refers to no row of'],
  ['excluded', 'refers to a row that the filter leaves out of'],
  ['rejected', 'refers to a refused row of'],
] as const

const references = (entity: string, reference: AnalysedReference): readonly Trouble[] =>
  LEADS.flatMap(([cause, words]) => {
    const rows = reference[cause] ?? 0
    if (rows === 0) return []
    const what = `${words} ${reference.refers_to}`
    return [{ entity, where: reference.column, rows: grouped(rows), what }]
  })

const keys = ({ entity, nullKeys, duplicateKeys, duplicateRows }: AnalysedEntity) => [
  ...(nullKeys > 0n
    ? [{ entity, where: 'source key', rows: grouped(nullKeys), what: 'no key' }]
    : []),
  ...(duplicateKeys > 0n
    ? [
        {
          entity,
          where: 'source key',
          rows: grouped(duplicateRows),
          what: `share ${counted(duplicateKeys, 'key')}`,
        },
      ]
    : []),
]

/** What a sync would stumble over. */
export const troubles = (analysis: readonly AnalysedEntity[]): readonly Trouble[] =>
  analysis.flatMap((row) => [
    ...keys(row),
    ...row.refusals.map((one) => refusal(row.entity, one)),
    ...row.references.flatMap((one) => references(row.entity, one)),
  ])

/** The table of entities, what the target will refuse, and the sum. */
export const analysisText = (
  { ending, analysed, run, seconds }: AnalyzeOutcome,
  out: Output,
): string => {
  const found = troubles(analysed)
  const rows = analysed.reduce((sum, { sourceRows }) => sum + sourceRows, 0n)
  const size = `${counted(analysed.length, 'entity', 'entities')}, ${counted(rows, 'row')}`
  const verdict =
    found.length > 0
      ? out.yellow('! the target will not take all of it')
      : out.good('nothing that the target would refuse')
  return [
    ...(analysed.length > 0 ? [table(columns, analysed), ''] : []),
    ...(found.length > 0 ? [table(troubleColumns, found), ''] : []),
    (ending === 'completed' ? verdict : out.bad(`run ${run} ${ending}`)) +
      out.dim(`   ${size}   run ${run}   ${duration(seconds)}`),
  ].join('\n')
}
