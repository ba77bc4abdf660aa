/** Jobs and their runs, as text. */
import type { Job, JobRun } from '../db/jobs.ts'
import { type Column, duration, grouped, table } from '../table.ts'

const localText = ({ nextRunLocal, zone }: Job): string => `${nextRunLocal} ${zone}`

const successText = ({ runs, succeeded }: Job): string =>
  runs === 0n ? '' : `${grouped(succeeded)} of ${grouped(runs)}`

const timeText = (seconds: number | null): string => (seconds === null ? '' : duration(seconds))

const jobColumns: readonly Column<Job>[] = [
  { title: 'job', value: ({ name }) => name },
  { title: 'state', value: ({ state }) => state },
  { title: 'schedule', value: ({ schedule }) => schedule },
  { title: 'next run', value: localText },
  { title: 'last', value: ({ lastOutcome }) => lastOutcome?.replaceAll('_', ' ') ?? '' },
  { title: 'succeeded', value: successText, isNumber: true },
  { title: 'time', value: ({ averageSeconds }) => timeText(averageSeconds), isNumber: true },
]

const runColumns: readonly Column<JobRun>[] = [
  { title: 'planned', value: ({ plannedAt }) => plannedAt.slice(0, 19) },
  { title: 'started', value: ({ startedAt }) => startedAt.slice(0, 19) },
  { title: 'pass', value: ({ isFull }) => (isFull ? 'all rows' : 'watermarks') },
  { title: 'run', value: ({ run }) => (run === null ? '' : `${run}`), isNumber: true },
  { title: 'outcome', value: ({ outcome }) => outcome?.replaceAll('_', ' ') ?? 'not through' },
  { title: 'rows', value: ({ rows }) => grouped(rows), isNumber: true },
  { title: 'written', value: ({ written }) => grouped(written), isNumber: true },
  { title: 'time', value: ({ seconds }) => duration(seconds), isNumber: true },
  { title: 'error', value: ({ errorCode, error }) => [errorCode, error].filter(Boolean).join(' ') },
]

/** One line for each job. */
export const jobsText = (jobs: readonly Job[]): string =>
  jobs.length > 0 ? table(jobColumns, jobs) : 'no job yet'

/** One line for each run of a job. */
export const jobRunsText = (runs: readonly JobRun[]): string =>
  runs.length > 0 ? table(runColumns, runs) : 'it has not run yet'

/** All that is known of a job. */
export const jobText = (job: Job, runs: readonly JobRun[]): string => {
  const { maxRows, maxMinutes, maxDeleteRatio, lastErrorCode, lastError } = job
  const facts: readonly (readonly [string, string | null])[] = [
    ['job', job.name],
    ['state', job.state],
    ['schedule', `${job.schedule} (${job.cron}), ${job.zone}`],
    ['windows', job.windows.join(', ')],
    ['entities', job.entities?.join(', ') ?? 'all'],
    ['all rows', job.fullEvery === null ? 'each pass' : `${job.fullEvery}, others by watermarks`],
    ['verify', job.sample === null ? job.verify : `${job.verify}, a sample of ${job.sample}`],
    [
      'deletes',
      job.applyDeletes
        ? `applied${maxDeleteRatio ? `, up to ${maxDeleteRatio}` : ''}`
        : 'left alone',
    ],
    ['max rows', maxRows === null ? null : grouped(maxRows)],
    ['max minutes', maxMinutes === null ? null : `${maxMinutes}`],
    ['next run', localText(job)],
    ['last success', job.lastSuccessAt?.slice(0, 19) ?? null],
    ['succeeded', successText(job)],
    ['average time', timeText(job.averageSeconds)],
    ['last error', [lastErrorCode, lastError].filter(Boolean).join(' ')],
  ]
  const width = Math.max(...facts.map(([name]) => name.length))
  const lines = facts
    .filter(([, value]) => value)
    .map(([name, value]) => `${name.padEnd(width)}   ${value}`)
  return [...lines, '', jobRunsText(runs)].join('\n')
}

/** How one run of a job ended, on one line. */
export const jobRunText = (run: JobRun): string =>
  [
    `job ${run.job}: ${run.outcome?.replaceAll('_', ' ') ?? 'not through'}`,
    `${grouped(run.rows)} rows, ${grouped(run.written)} written`,
    duration(run.seconds),
    [run.errorCode, run.error].filter(Boolean).join(' '),
  ]
    .filter(Boolean)
    .join('   ')
