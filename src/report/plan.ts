/** What a sync would do, on the terminal. */
import type { PlannedEntity, PlannedLock, PlannedStatement } from '../db/planned.ts'
import type { Output } from '../output.ts'
import { type Column, counted, duration, grouped, table } from '../table.ts'

const UNKNOWN = 'unknown'

/** `45 MB`, `1.2 kB`. */
const size = (bytes: bigint | number): string => {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = Number(bytes)
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${unit > 0 && value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

const or = <T>(value: T | null, text: (known: T) => string): string =>
  value === null ? UNKNOWN : text(value)

const least = ({ isMinimum }: PlannedEntity) => (isMinimum ? 'at least ' : '')

const columns: readonly Column<PlannedEntity>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'way', value: ({ way }) => way },
  { title: 'source rows', value: (row) => or(row.sourceRows, grouped), isNumber: true },
  { title: 'by', value: ({ rowsBasis }) => rowsBasis ?? '' },
  {
    title: 'differed',
    value: ({ way, changed }) => (way === 'whole' || way === 'ranges' ? or(changed, grouped) : ''),
    isNumber: true,
  },
  { title: 'travel', value: (row) => least(row) + grouped(row.rows), isNumber: true },
  { title: 'bytes', value: ({ bytes }) => size(bytes), isNumber: true },
  { title: 'segments', value: (row) => or(row.segments, grouped), isNumber: true },
  { title: 'work', value: (row) => or(row.seconds, duration), isNumber: true },
  { title: 'by', value: ({ secondsBasis }) => secondsBasis ?? '' },
]

const statementText = ({ purpose, times, rows, bytes, sql }: PlannedStatement, out: Output) => {
  const often = times === null || times === 1 ? '' : `, ${counted(times, 'time')}`
  const much =
    rows === null
      ? 'nobody knows how many rows'
      : `about ${counted(rows, 'row')}, ${size(bytes ?? 0)}`
  return `  ${purpose}${often}: ${much}\n    ${out.dim(sql)}`
}

/** Tables that are locked alike, in one line. */
const lockLines = (locks: readonly PlannedLock[]): readonly string[] => {
  const tables = new Map<string, string[]>()
  for (const { side, table: name, mode, purpose } of locks) {
    const like = `${mode} (${purpose}${side === 'source' ? ' at the source' : ''})`
    tables.set(like, [...(tables.get(like) ?? []), name])
  }
  return [...tables].map(([like, names]) => `  locks ${like}: ${names.join(', ')}`)
}

const entityText = (plan: PlannedEntity, out: Output) =>
  [
    plan.entity,
    ...(plan.obstacle === null ? [] : [`  not by watermark: ${plan.obstacle}`]),
    ...plan.statements.map((statement) => statementText(statement, out)),
    ...lockLines(plan.locks),
  ].join('\n')

/** At best: all workers share everything that can be shared, and none waits for another entity. */
const elapsed = (plans: readonly PlannedEntity[], workers: number): number => {
  const all = plans.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0)
  const longest = plans.map(({ seconds, secondsAlone }) => {
    const alone = secondsAlone ?? 0
    return alone + ((seconds ?? 0) - alone) / workers
  })
  return Math.max(all / workers, ...longest)
}

const total = (plans: readonly PlannedEntity[], workers: number) => {
  const seconds = plans.reduce((sum, plan) => sum + (plan.seconds ?? 0), 0)
  const bytes = plans.reduce((sum, plan) => sum + plan.bytes, 0n)
  const isMinimum = plans.some((plan) => plan.isMinimum)
  const shared =
    workers > 1 ? `, ${duration(elapsed(plans, workers))} at best with ${workers} workers` : ''
  const known = plans.every((plan) => plan.seconds !== null) ? 'about' : 'at least'
  const what = counted(plans.length, 'entity', 'entities')
  const much = `${isMinimum ? 'at least' : 'about'} ${size(bytes)} travel`
  return `${what}: ${much}, ${known} ${duration(seconds)} of work${shared}`
}

const resumed = (plans: readonly PlannedEntity[], out: Output): readonly string[] => {
  const run = plans[0]?.resumes ?? null
  if (run === null) return []
  const what = `run ${run} did not end: a sync goes on with what is left of it`
  return [out.yellow(`${what}. The figures are those of a new run.`)]
}

/** The table of entities; under each the SQL that the source is sent, and the locks; the sum. */
export const planText = (plans: readonly PlannedEntity[], workers: number, out: Output): string =>
  [
    table(columns, plans),
    '',
    ...plans.flatMap((plan) => [entityText(plan, out), '']),
    out.dim('… stands for what only the run will know; the bounds of ranges are examples.'),
    ...resumed(plans, out),
    total(plans, workers),
  ].join('\n')
