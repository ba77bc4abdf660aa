/** Hands on what is written to the log while something goes on. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Api } from './api.ts'
import { between } from './logs.ts'
import type { LogChoice, LogEntry } from './shapes.ts'

/** Told of each entry, in order, once. */
export type OnLog = (entry: LogEntry) => Promise<void>

const EVERY = 1_000

/** What there is now: later entries are those that were not to be seen in it. Null if it cannot be told. */
export const before = (api: Api): Promise<string | null> => api.snapshot().catch(() => null)

/** Entries that come after that, until it is stopped. */
export const tailLogs = (api: Api, from: string | null, choice: LogChoice, onLog: OnLog) => {
  let seen = from
  let looking: Promise<void> | undefined

  const look = async () => {
    const now = await api.snapshot()
    const found: LogEntry[] = []
    if (seen !== null) for await (const page of between(api, choice, seen, now)) found.push(...page)
    seen = now
    for (const entry of found) await onLog(entry)
  }
  // A look that fails is left out: the next one finds what it would have found.
  const poll = (): Promise<void> => {
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = undefined
      })
    return looking
  }
  const timer = setInterval(() => void poll(), EVERY)
  timer.unref()
  return {
    /** A last look; one that hangs must not hold up the end. */
    async stop(): Promise<void> {
      clearInterval(timer)
      const last = async () => {
        await looking
        await poll()
      }
      await Promise.race([last(), sleep(2_000, undefined, { ref: false })])
    },
  }
}

/** Hands on all that comes while something is done. */
export const whileTailing = async <T>(
  { api, onLog }: { readonly api: Api; readonly onLog?: OnLog | undefined },
  does: () => Promise<T>,
): Promise<T> => {
  if (!onLog) return does()
  const tail = tailLogs(api, await before(api), {}, onLog)
  try {
    return await does()
  } finally {
    await tail.stop()
  }
}
