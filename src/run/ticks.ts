/** Jobs from the runner: the same ticks that pg_cron calls. */
import type { Api } from '../db/api.ts'
import type { JobRun } from '../db/jobs.ts'
import type { Progress, StepStatus } from '../db/shapes.ts'
import { whileTailing } from '../db/tail.ts'
import { EXIT, type ExitCode, LockstepError } from '../errors.ts'
import { openSession, type Target } from './loop.ts'
import { neverStop, type Stop } from './stop.ts'
import { type Ending, work } from './worker.ts'

/** How to work on jobs. */
export interface WorkOptions {
  /** Default: all. */
  readonly jobs?: readonly string[] | undefined
  /** End when nothing is due, instead of waiting for what comes. */
  readonly once?: boolean | undefined
  readonly stop?: Stop | undefined
  /** Failures in a row after which it gives up. Default: never. */
  readonly retries?: number | undefined
  /** Told of each run of a job that ended. */
  readonly onRun?: ((run: JobRun) => void) | undefined
}

/** How to wait for a run of a job. */
export interface JobRunOptions {
  readonly stop?: Stop | undefined
  /** Told about its runs, step by step. */
  readonly onProgress?: ((progress: readonly Progress[]) => void) | undefined
}

/** Milliseconds between two looks at whether something is due. */
const REST = 2_000

/** Ticks jobs until it is stopped, or with `once` until nothing is due. */
export const workJobs = async (
  target: Target,
  { jobs, once = false, stop = neverStop, retries = Number.POSITIVE_INFINITY, onRun }: WorkOptions,
): Promise<Ending> => {
  const { note, debug } = target
  const tick = async (api: Api): Promise<StepStatus> => {
    const { status, job } = await api.tick(jobs)
    if (status === 'closed' && job !== null && onRun) {
      const [run] = await api.jobRuns(job, 1)
      if (run) onRun(run)
    }
    if (status === 'idle') return once ? 'completed' : 'wait'
    return 'worked'
  }
  await target.ready()
  return whileTailing(target, () =>
    work({
      open: () => openSession(target, tick),
      stop,
      note,
      debug,
      retries,
      rest: () => REST,
    }),
  )
}

const refuseGone = (job: string): never => {
  throw new LockstepError('LSK28', `job '${job}' was dropped meanwhile`, {
    hint: 'List the jobs: lockstep job list',
  })
}

/** Asks for a run of a job and works on it, beside whoever else does, until it ended or was paused. */
export const runJob = async (
  target: Target,
  job: string,
  { stop = neverStop, onProgress }: JobRunOptions,
): Promise<JobRun> => {
  const { api, note, debug } = target
  await target.ready()
  const [before] = await api.jobRuns(job, 1)
  await api.startJob(job)
  const first = before === undefined ? 0n : before.id + (before.finishedAt === null ? 0n : 1n)
  const state: { last?: JobRun } = {}
  const tick = async (door: Api): Promise<StepStatus> => {
    const { status } = await door.tick([job])
    const [latest] = await door.jobRuns(job, 1)
    if (latest === undefined || latest.id < first) {
      if ((await door.jobs(job)).length === 0) refuseGone(job)
      return status === 'idle' ? 'wait' : 'worked'
    }
    state.last = latest
    if (latest.finishedAt !== null) return 'completed'
    const run = latest.verifyRun ?? latest.run
    if (run !== null) onProgress?.(await door.progress(run))
    if (status !== 'idle') return 'worked'
    const [found] = run === null ? [] : await door.runs(1, run)
    return found?.status === 'paused' ? 'paused' : 'wait'
  }
  await whileTailing(target, () =>
    work({ open: () => openSession(target, tick), stop, note, debug }),
  )
  return state.last ?? refuseGone(job)
}

/** 0 in step, 1 not quite, 4 not at its end; what failed, as its error says. */
export const exitCodeOfJobRun = ({ outcome }: JobRun): ExitCode => {
  if (outcome === 'succeeded') return EXIT.inStep
  if (outcome === 'out_of_step') return EXIT.outOfStep
  return outcome === 'failed' ? EXIT.unfinished : EXIT.stopped
}
