/** Drives a run: some workers that step, one poll for progress, and the end of it. */
import type { Connection } from '../config.ts'
import { type Api, createApi } from '../db/api.ts'
import { openPool, unlimit } from '../db/connect.ts'
import type { Progress } from '../db/shapes.ts'
import { EXIT, LockstepError, toLockstepError } from '../errors.ts'
import { neverStop, type Stop } from './stop.ts'
import { type Ending, type Session, work } from './worker.ts'

/** How to drive. */
export interface DriveOptions {
  /** Steps at a time; never more than the server has connections for. Default 2. */
  readonly workers?: number | undefined
  readonly stop?: Stop | undefined
  /** Told about the run every half second, and once at its end. */
  readonly onProgress?: ((progress: readonly Progress[]) => void) | undefined
}

/** Where to drive. */
export interface Target {
  readonly connection: Connection
  readonly api: Api
  /** Something that may take longer than the server's time limit for statements: one transaction. */
  readonly long: <T>(does: (api: Api) => Promise<T>) => Promise<T>
  readonly note: (message: string) => void
  readonly debug: (message: string) => void
}

const POLL = 500

const openSession = async ({ connection, debug }: Target, run: bigint): Promise<Session> => {
  const sql = openPool(connection, { max: 1, onNotice: debug })
  const close = () => sql.end({ timeout: 0 })
  try {
    await unlimit(sql)
  } catch (error) {
    await close().catch(() => undefined)
    throw error
  }
  return { close, step: (hard) => createApi(sql).step(run, hard) }
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
    await last
    await poll()
  }
}

const ENDINGS: readonly Ending[] = ['failed', 'cancelled', 'paused', 'completed', 'stopped']

/** Messages of data errors end in the value that did not fit: `invalid input … : "value"`. */
const withoutValue = ({ code, message }: LockstepError): string =>
  /^2[23]/.test(code) ? message.replace(/: ".*$/s, '') : message

const failed = async (target: Target, run: bigint, cause: unknown): Promise<LockstepError> => {
  const error = toLockstepError(cause)
  const isOwn = error.code.startsWith('LS')
  const isHeldByOthers = error.code.startsWith('LSJ')
  const hasLostServer = error.exitCode === EXIT.stopped && !isOwn
  if (!isHeldByOthers && !hasLostServer) {
    await target.api
      .failRun(run, error.code, withoutValue(error))
      .catch((second: unknown) => target.debug(`fail_run: ${toLockstepError(second).message}`))
  }
  return new LockstepError(error.code, withoutValue(error), {
    hint: error.hint ?? `After mending it, run the same command again: it resumes run ${run}.`,
    detail: isOwn ? error.detail : undefined,
    exitCode: error.exitCode,
    cause: error,
  })
}

/** Steps a run to its end, or to where it is stopped. Throws the first error that ended it. */
export const drive = async (
  target: Target,
  run: bigint,
  { workers = 2, stop = neverStop, onProgress }: DriveOptions,
): Promise<Ending> => {
  const ended = new AbortController()
  const soft = AbortSignal.any([stop.soft, ended.signal])
  const count = await fittingWorkers(target, workers)
  const unwatch = onProgress ? watch(target.api, run, onProgress) : async () => {}
  const results = await Promise.allSettled(
    Array.from({ length: count }, async () => {
      try {
        return await work({
          open: () => openSession(target, run),
          stop: { soft, hard: stop.hard },
          note: target.note,
          debug: target.debug,
        })
      } finally {
        ended.abort()
      }
    }),
  )
  await unwatch()
  const failure = results.find((result) => result.status === 'rejected')
  if (failure) throw await failed(target, run, failure.reason)
  const endings = results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed'))
  return ENDINGS.find((ending) => endings.includes(ending)) ?? 'stopped'
}
