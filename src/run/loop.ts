/** Drives a run: some workers that step, one poll for progress, and the end of it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isLost, isOfServers } from '../advice.ts'
import type { Connection } from '../config.ts'
import { type Api, createApi } from '../db/api.ts'
import { openWatched, unlimit } from '../db/connect.ts'
import type { Progress, StepStatus } from '../db/shapes.ts'
import type { OnLog } from '../db/tail.ts'
import { cancel } from '../db/watch.ts'
import { EXIT, LockstepError, toLockstepError } from '../errors.ts'
import { persist } from './retry.ts'
import { neverStop, type Stop } from './stop.ts'
import { createTrouble } from './trouble.ts'
import { type Ending, type Session, work } from './worker.ts'

/** How to drive. */
export interface DriveOptions {
  /** Steps at a time; never more than the server has connections for. Default 2. */
  readonly workers?: number | undefined
  readonly stop?: Stop | undefined
  /** Failures in a row after which it gives up. Default 12, some two minutes. */
  readonly retries?: number | undefined
  /** Told about the run every half second, and once at its end. */
  readonly onProgress?: ((progress: readonly Progress[]) => void) | undefined
}

/** What hints of failures may promise. */
export interface Resumption {
  /** Does the same command take up this run? */
  readonly isResumed: boolean
}

/** Where to drive. */
export interface Target {
  readonly connection: Connection
  readonly api: Api
  /** Raises an error where no run can be driven: no server, or a pooler that shares sessions. */
  readonly ready: () => Promise<void>
  /** Something that may take longer than the server's time limit for statements: one transaction. */
  readonly long: <T>(does: (api: Api) => Promise<T>) => Promise<T>
  readonly note: (message: string) => void
  readonly debug: (message: string) => void
  /** Told what runs leave in the log. */
  readonly onLog?: OnLog | undefined
}

const POLL = 500

/** A session of the target that does one thing again and again, without the server's time limit. */
export const openSession = async (
  { connection, debug }: Target,
  does: (api: Api) => Promise<StepStatus>,
): Promise<Session> => {
  const line = await openWatched(connection, { onNotice: debug })
  try {
    await line.run(unlimit)
  } catch (error) {
    await line.close().catch(() => undefined)
    throw error
  }
  return {
    close: line.close,
    async step(hard) {
      const onHard = () => void cancel(line, connection)
      hard.addEventListener('abort', onHard, { once: true })
      try {
        return await line.run((sql) => does(createApi(sql)))
      } finally {
        hard.removeEventListener('abort', onHard)
      }
    },
  }
}

/** One connection is for progress, and one is left for others. */
const fittingWorkers = async ({ api, note }: Target, wanted: number): Promise<number> => {
  const workers = Math.max(1, Math.min(wanted, (await api.freeConnections()) - 2))
  if (workers < wanted) note(`${workers} of ${wanted} workers: the server has no more connections`)
  return workers
}

/** Polls until told to end. A poll that fails is left out: workers notice what matters. */
const watch = (api: Api, run: bigint, onProgress: NonNullable<DriveOptions['onProgress']>) => {
  let last = Promise.resolve()
  let isBusy = false
  const poll = async () => {
    if (isBusy) return
    isBusy = true
    await api.progress(run).then(onProgress, () => undefined)
    isBusy = false
  }
  const timer = setInterval(() => {
    last = poll()
  }, POLL)
  return async () => {
    clearInterval(timer)
    // A poll that hangs must not hold up the end.
    await Promise.race([last.then(poll), sleep(2_000, undefined, { ref: false })])
  }
}

const ENDINGS: readonly Ending[] = ['failed', 'cancelled', 'paused', 'completed', 'stopped']

/** Messages of data errors end in the value that did not fit: `invalid input … : "value"`. */
const withoutValue = ({ code, message }: LockstepError): string =>
  /^2[23]/.test(code) ? message.replace(/: ".*$/s, '') : message

/** What to do, and that the work done so far is not lost. */
const hintFor = (error: LockstepError, run: bigint, isResumed: boolean): string => {
  const again = isResumed
    ? `run the same command again: it resumes run ${run}.`
    : 'run the same command again.'
  if (!error.hint) return `After mending it, ${again}`
  return isOfServers(error.code) && !/same command/.test(error.hint)
    ? `${error.hint} Then ${again}`
    : error.hint
}

const failed = async (
  target: Target,
  run: bigint,
  cause: unknown,
  isResumed: boolean,
): Promise<LockstepError> => {
  const error = toLockstepError(cause)
  const isOwn = error.code.startsWith('LS')
  const isHeldByOthers = error.code.startsWith('LSJ')
  if (!isHeldByOthers && !isLost(error.code)) {
    await target.api
      .failRun(run, error.code, withoutValue(error))
      .catch((second: unknown) => target.debug(`fail_run: ${toLockstepError(second).message}`))
  }
  return new LockstepError(error.code, withoutValue(error), {
    hint: hintFor(error, run, isResumed),
    detail: isOwn || /^08/.test(error.code) ? error.detail : undefined,
    exitCode: isOfServers(error.code) ? EXIT.stopped : error.exitCode,
    cause: error,
  })
}

/** Steps a run to its end, or to where it is stopped. Throws the first error that ended it. */
export const drive = async (
  target: Target,
  run: bigint,
  { workers = 2, stop = neverStop, retries, onProgress, isResumed }: DriveOptions & Resumption,
): Promise<Ending> => {
  const ended = new AbortController()
  const soft = AbortSignal.any([stop.soft, ended.signal])
  const { note, debug } = target
  const patience = { note, debug, retries }
  const count = await persist(() => fittingWorkers(target, workers), {
    ...patience,
    soft: stop.soft,
  })
  const trouble = createTrouble(run, target.api.noteRun, debug)
  const unwatch = onProgress ? watch(target.api, run, onProgress) : async () => {}
  const results = await Promise.allSettled(
    Array.from({ length: count }, async () => {
      try {
        return await work({
          open: () => openSession(target, (api) => api.step(run)),
          stop: { soft, hard: stop.hard },
          ...patience,
          trouble,
        })
      } finally {
        ended.abort()
      }
    }),
  )
  await unwatch()
  const failure = results.find((result) => result.status === 'rejected')
  if (failure) throw await failed(target, run, failure.reason, isResumed)
  const endings = results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))
  return ENDINGS.find((ending) => endings.includes(ending)) ?? 'stopped'
}
