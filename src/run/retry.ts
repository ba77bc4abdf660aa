/** Trying again: how often, how long to wait before, and what is said meanwhile. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isRetryable } from '../advice.ts'
import { EXIT, LockstepError, oneLine, toLockstepError } from '../errors.ts'
import type { Trouble } from './trouble.ts'

/** Failures in a row after which we give up: some two minutes of pauses. */
export const MAX_FAILURES = 12

/** Milliseconds before attempt number `failures` + 1: growing, with jitter so that workers spread. */
export const retryPause = (failures: number, random: () => number = Math.random): number =>
  Math.min(20_000, 250 * 2 ** (failures - 1)) * (0.75 + random() / 2)

/** Milliseconds to wait while other workers hold what is left of a stage. */
export const waitPause = (waits: number): number => Math.min(500, 50 * 2 ** waits)

/** Waits, unless asked to stop. */
export const pauseFor = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined)
}

/** What trying again needs. */
export interface Patience {
  /** Told at the first of some failures in a row, and now and then after that. */
  readonly note: (message: string) => void
  readonly debug: (message: string) => void
  readonly soft: AbortSignal
  /** Failures in a row after which to give up. Default 12. */
  readonly retries?: number | undefined
  readonly pause?: ((failures: number) => number) | undefined
  /** Told of failures that are worth another try, and of the first success after some. */
  readonly trouble?: Trouble | undefined
}

const giveUp = (error: LockstepError, tries: number) =>
  new LockstepError(error.code, error.message, {
    detail: error.detail,
    hint: `Gave up after ${tries} tries. Run the same command again; it goes on where it stopped.`,
    exitCode: EXIT.stopped,
    cause: error,
  })

/** Counts failures in a row. `failed` says it and waits, or throws what is not worth repeating. */
export const createRetry = (patience: Patience) => {
  const { note, debug, soft, retries = MAX_FAILURES, pause = retryPause, trouble } = patience
  let failures = 0
  return {
    async worked(): Promise<void> {
      if (failures > 0) await trouble?.worked()
      failures = 0
    },
    async failed(cause: unknown): Promise<void> {
      const error = toLockstepError(cause)
      if (!isRetryable(error.code, error.message)) throw error
      failures += 1
      await trouble?.failed(error)
      if (failures >= retries) throw giveUp(error, failures)
      const wait = pause(failures)
      const tell = failures % 3 === 1 ? note : debug
      const when = `trying again in ${(wait / 1000).toFixed(1)} s`
      const count = Number.isFinite(retries) ? ` (${failures} of ${retries})` : ''
      tell(`${oneLine(error)}: ${when}${count}; Ctrl-C stops`)
      await pauseFor(wait, soft)
    },
  }
}

/** Does it, again and again if that is worth it. For what is safe to repeat. */
export const persist = async <T>(does: () => Promise<T>, patience: Patience): Promise<T> => {
  const retry = createRetry(patience)
  for (;;) {
    try {
      return await does()
    } catch (cause) {
      await retry.failed(cause)
      if (patience.soft.aborted) throw toLockstepError(cause)
    }
  }
}
