/** One worker: calls `step` until the run is done, through lost connections. */
import { setTimeout as sleep } from 'node:timers/promises'
import { isRetryable } from '../advice.ts'
import type { StepStatus } from '../db/shapes.ts'
import { EXIT, LockstepError, toLockstepError } from '../errors.ts'
import { MAX_FAILURES, retryPause, waitPause } from './retry.ts'
import type { Stop } from './stop.ts'

/** A connection that steps. */
export interface Session {
  /** One step; `hard` cancels it at the server. */
  step(hard: AbortSignal): Promise<StepStatus>
  close(): Promise<void>
}

/** What a worker needs. */
export interface Work {
  readonly open: () => Promise<Session>
  readonly stop: Stop
  /** Told at the first of some failures in a row, and now and then after that. */
  readonly note: (message: string) => void
  readonly debug: (message: string) => void
  readonly pause?: (failures: number) => number
}

/** How a worker ended; `stopped` means that it was asked to. */
export type Ending = Exclude<StepStatus, 'worked' | 'wait'> | 'stopped'

const pauseFor = async (milliseconds: number, signal: AbortSignal): Promise<void> => {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined)
}

const giveUp = (error: LockstepError) =>
  new LockstepError(error.code, error.message, {
    hint: 'Gave up after several tries. Run the same command again; it goes on where it stopped.',
    exitCode: EXIT.stopped,
    cause: error,
  })

/** Steps until there is an ending. Throws what is not worth repeating. */
export const work = async ({
  open,
  stop,
  note,
  debug,
  pause = retryPause,
}: Work): Promise<Ending> => {
  let session: Session | undefined
  let failures = 0
  let waits = 0
  try {
    while (!stop.soft.aborted) {
      try {
        session ??= await open()
        const status = await session.step(stop.hard)
        failures = 0
        if (status !== 'worked' && status !== 'wait') return status
        waits = status === 'wait' ? waits + 1 : 0
        if (waits > 0) await pauseFor(waitPause(waits - 1), stop.soft)
      } catch (cause) {
        const error = toLockstepError(cause)
        if (stop.hard.aborted) break
        if (!isRetryable(error.code, error.message)) throw error
        failures += 1
        if (failures >= MAX_FAILURES) throw giveUp(error)
        const tell = failures % 3 === 1 ? note : debug
        tell(
          `${error.code} ${error.message}: trying again (${failures} of ${MAX_FAILURES}); Ctrl-C stops`,
        )
        await session?.close().catch(() => undefined)
        session = undefined
        await pauseFor(pause(failures), stop.soft)
      }
    }
    return 'stopped'
  } finally {
    await session?.close().catch(() => undefined)
  }
}
