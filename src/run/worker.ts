/** One worker: calls `step` until the run is done, through lost connections. */
import type { StepStatus } from '../db/shapes.ts'
import { createRetry, pauseFor, waitPause } from './retry.ts'
import type { Stop } from './stop.ts'
import type { Trouble } from './trouble.ts'

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
  /** Failures in a row after which it gives up. */
  readonly retries?: number | undefined
  readonly pause?: (failures: number) => number
  readonly trouble?: Trouble | undefined
  /** Milliseconds to wait when there is nothing to do for us. */
  readonly rest?: (waits: number) => number
}

/** How a worker ended; `stopped` means that it was asked to. */
export type Ending = Exclude<StepStatus, 'worked' | 'wait'> | 'stopped'

/** Steps until there is an ending. Throws what is not worth repeating. */
export const work = async ({
  open,
  stop,
  rest = waitPause,
  ...patience
}: Work): Promise<Ending> => {
  const retry = createRetry({ ...patience, soft: stop.soft })
  let session: Session | undefined
  let waits = 0
  try {
    while (!stop.soft.aborted) {
      try {
        session ??= await open()
        const status = await session.step(stop.hard)
        await retry.worked()
        if (status !== 'worked' && status !== 'wait') return status
        waits = status === 'wait' ? waits + 1 : 0
        if (waits > 0) await pauseFor(rest(waits - 1), stop.soft)
      } catch (cause) {
        if (stop.hard.aborted) break
        await session?.close().catch(() => undefined)
        session = undefined
        await retry.failed(cause)
      }
    }
    return 'stopped'
  } finally {
    await session?.close().catch(() => undefined)
  }
}
