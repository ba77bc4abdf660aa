/** How far a run is, for people: on a screen that is redrawn, and as lines in a pipe. */
import type { RunProgress, RunState, Worker } from '../db/shapes.ts'
import type { Output } from '../output.ts'
import { bar, share } from '../run/progress.ts'
import { type Column, duration, grouped, table } from '../table.ts'

const SILENT = 60

const states = ['insert', 'update', 'conflict', 'drift', 'missing', 'delete'] as const

/** `insert 12  drift 3`: only what there is. */
const statesText = (row: RunProgress): string =>
  states
    .filter((state) => row[state] !== 0n)
    .map((state) => `${state} ${grouped(row[state])}`)
    .join('  ')

const percentText = (part: number) =>
  `${bar(part, 20)} ${`${Math.floor(part * 100)} %`.padStart(5)}`

const expected = ({ rowsDone, rowsExpected }: RunProgress) => rowsExpected ?? rowsDone

const rateText = (rate: number | null) => (rate === null ? '' : grouped(Math.round(rate)))

const columns: readonly Column<RunProgress>[] = [
  { title: 'entity', value: ({ entity }) => entity },
  { title: 'stage', value: ({ work, isDone }) => (isDone ? 'done' : work) },
  {
    title: 'progress',
    value: (row) => percentText(share(row.rowsDone, expected(row), row.isDone)),
  },
  {
    title: 'segments',
    value: ({ segments, segmentsDone }) => `${segmentsDone}/${segments}`,
    isNumber: true,
  },
  { title: 'rows', value: ({ rowsDone }) => grouped(rowsDone), isNumber: true },
  { title: 'rows/s', value: ({ rowsPerSecond }) => rateText(rowsPerSecond), isNumber: true },
  {
    title: 'left',
    value: ({ secondsLeft, isDone }) =>
      isDone || secondsLeft === null ? '' : duration(secondsLeft),
    isNumber: true,
  },
  { title: 'written', value: ({ written }) => grouped(written), isNumber: true },
  { title: 'rejected', value: ({ rejected }) => grouped(rejected), isNumber: true },
  { title: 'states', value: statesText },
]

/** The run as a whole. */
export interface Total {
  readonly rowsDone: bigint
  readonly rowsExpected: bigint
  readonly rowsPerSecond: number | null
  readonly secondsLeft: number | null
  readonly written: bigint
  readonly rejected: bigint
  readonly entitiesDone: number
}

const sum = (rows: readonly RunProgress[], value: (row: RunProgress) => bigint) =>
  rows.reduce((all, row) => all + value(row), 0n)

const secondsOf = (rows: readonly RunProgress[]): number => {
  const begins = rows.flatMap(({ startedAt }) => (startedAt ? [startedAt.getTime()] : []))
  const ends = rows.flatMap(({ workedAt }) => (workedAt ? [workedAt.getTime()] : []))
  return ends.length > 0 ? (Math.max(...ends) - Math.min(...begins)) / 1000 : 0
}

/** Adds up the entities. */
export const totalOf = ({ entities }: RunState): Total => {
  const rowsDone = sum(entities, (row) => row.rowsDone)
  const rowsExpected = sum(entities, (row) => (row.isDone ? row.rowsDone : expected(row)))
  const seconds = secondsOf(entities)
  const rowsPerSecond = seconds > 0 ? Number(rowsDone) / seconds : null
  const rowsLeft = Number(rowsExpected - rowsDone)
  return {
    rowsDone,
    rowsExpected,
    rowsPerSecond,
    secondsLeft: rowsPerSecond && rowsLeft > 0 ? rowsLeft / rowsPerSecond : null,
    written: sum(entities, (row) => row.written),
    rejected: sum(entities, (row) => row.rejected),
    entitiesDone: entities.filter(({ isDone }) => isDone).length,
  }
}

const isAtWork = ({ run }: RunState) => run.status === 'pending' || run.status === 'running'

const totalText = (state: RunState): string => {
  const { rowsDone, rowsExpected, rowsPerSecond, secondsLeft, ...total } = totalOf(state)
  return [
    `${total.entitiesDone} of ${state.entities.length} entities`,
    `${grouped(rowsDone)} of ${grouped(rowsExpected)} rows`,
    ...(rowsPerSecond === null ? [] : [`${rateText(rowsPerSecond)} rows/s`]),
    ...(secondsLeft === null || !isAtWork(state) ? [] : [`${duration(secondsLeft)} left`]),
    `${grouped(total.written)} written`,
    ...(total.rejected > 0n ? [`${grouped(total.rejected)} rejected`] : []),
  ].join('   ')
}

const barText = (state: RunState): string => {
  const { rowsDone, rowsExpected } = totalOf(state)
  return percentText(share(rowsDone, rowsExpected, state.run.status === 'completed'))
}

const lifeText = ({ run }: RunState, out: Output): string => {
  if (run.silentSeconds === null) return ''
  const text = `last sign of life ${duration(Math.max(0, run.silentSeconds))} ago`
  return run.status === 'running' && run.silentSeconds > SILENT ? out.yellow(text) : text
}

const headText = (state: RunState, out: Output): string => {
  const { id, kind, status, isDry, createdAt, createdBy } = state.run
  const painted = status === 'failed' ? out.red(status) : status
  return [
    `run ${id}`,
    isDry ? `${kind} (dry)` : kind,
    painted,
    `created ${createdAt.slice(0, 19)} by ${createdBy}`,
    ...[lifeText(state, out)].filter(Boolean),
  ].join('   ')
}

const rangeText = ({ lower, upper }: Worker): string =>
  lower === null && upper === null ? '' : ` [${lower ?? ''}, ${upper ?? ''})`

/** `worker 4711   film range [1, 1001)   since 2.4 s   lockstep, postgres` */
const workerText = (worker: Worker, out: Output): string => {
  const { pid, entity, work, seconds, application, role, waitsFor } = worker
  return [
    `worker ${pid}`,
    `${entity ? `${entity} ` : ''}${work}${rangeText(worker)}`,
    ...(seconds === null ? [] : [`since ${duration(Math.max(0, seconds))}`]),
    [application, role].filter(Boolean).join(', '),
    ...(waitsFor === null ? [] : [out.yellow(`waits for a lock: ${waitsFor}`)]),
  ].join('   ')
}

const workersText = (state: RunState, out: Output): readonly string[] => {
  if (state.workers.length > 0) return state.workers.map((worker) => workerText(worker, out))
  const { run } = state
  const isLeft = run.status === 'running' && (run.silentSeconds ?? 0) > SILENT
  return isLeft ? [out.yellow('nobody works on it')] : []
}

const isActive = ({ isDone, rowsDone, segmentsDone }: RunProgress) =>
  !isDone && (rowsDone > 0n || segmentsDone > 0n)

/** Those at work first, then those to come, then those that are done: as many as there is room for. */
const shown = (entities: readonly RunProgress[], most: number): readonly RunProgress[] => {
  if (entities.length <= most) return entities
  const order = [
    ...entities.filter(isActive),
    ...entities.filter((row) => !isActive(row) && !row.isDone),
    ...entities.filter(({ isDone }) => isDone),
  ].slice(0, most)
  return entities.filter((row) => order.includes(row))
}

/** Everything about a run, on at most so many lines. */
export const statusLines = (state: RunState, out: Output, lines = Infinity): readonly string[] => {
  const workers = workersText(state, out)
  const most = Math.max(1, lines - workers.length - 8)
  const rows = shown(state.entities, most)
  const more = state.entities.length - rows.length
  const { errorCode, error } = state.run
  return [
    headText(state, out),
    ...(error === null ? [] : [out.red([errorCode, error].filter(Boolean).join(' '))]),
    '',
    ...table(columns, rows).split('\n'),
    ...(more > 0 ? [out.dim(`and ${more} more`)] : []),
    '',
    `${barText(state)}   ${totalText(state)}`,
    ...workers,
  ]
}

/** One line of a run that is watched in a pipe. */
export const statusLine = (state: RunState): string =>
  [
    new Date().toISOString(),
    `run ${state.run.id} ${state.run.kind} ${state.run.status}`,
    totalText(state),
    `${state.workers.length} at work`,
  ].join('   ')
