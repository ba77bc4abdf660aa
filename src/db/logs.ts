/** Reads the log, and goes on with what is yet to come. */
import type { LogOptions } from '../options.ts'
import type { Target } from '../run/loop.ts'
import { pauseFor, persist } from '../run/retry.ts'
import { neverStop } from '../run/stop.ts'
import type { Api } from './api.ts'
import { isOver as isOverIn } from './observe.ts'
import type { LogEntry } from './shapes.ts'
import { inOwnWords } from './verbs.ts'

/** Entries that are read at once. */
const PAGE = 2_000

/** Entries that a followed log begins with. */
const LAST = 10

const isOver = async (api: Api, run: bigint | undefined): Promise<boolean> => {
  if (run === undefined) return false
  const [found] = await api.runs(1, run)
  return found === undefined || isOverIn(found)
}

/** What came to be seen between two snapshots, page by page; `seen` null is the begin of time. */
export async function* between(
  api: Api,
  how: LogOptions,
  seen: string | null,
  before: string | null,
): AsyncGenerator<readonly LogEntry[]> {
  for (let id = 0n; ; ) {
    const page = await inOwnWords(
      api.logs(how, { after: { id, seen }, before, from: 'start', most: PAGE }),
    )
    if (page.length > 0) yield page
    if (page.length < PAGE) return
    id = page.at(-1)?.id ?? id
  }
}

/** All that there is, or the last entries. */
async function* standing(
  api: Api,
  how: LogOptions,
  tail: number | undefined,
  before: string | null,
): AsyncGenerator<readonly LogEntry[]> {
  if (tail === undefined) return yield* between(api, how, null, before)
  const after = { id: 0n, seen: null }
  const page = await inOwnWords(api.logs(how, { after, before, from: 'end', most: tail }))
  if (page.length > 0) yield page
}

/**
 * The entries that are chosen. Numbers and times are given before a commit, so that an entry may appear
 * behind one with a higher number: what is new is told by snapshots.
 */
export async function* readLogs(
  { api, note, debug }: Target,
  how: LogOptions,
): AsyncGenerator<readonly LogEntry[]> {
  const { run, since, follow = false, interval = 1, stop = neverStop } = how
  const patience = { note, debug, soft: stop.soft }
  if (!follow) return yield* standing(api, how, how.tail, null)

  let isLast = await isOver(api, run)
  let seen = await inOwnWords(api.snapshot())
  yield* standing(api, how, how.tail ?? (since === undefined ? LAST : undefined), seen)
  while (!isLast && !stop.soft.aborted) {
    await pauseFor(1000 * Math.max(0.1, interval), stop.soft)
    const look = async () => {
      isLast = await isOver(api, run)
      const now = await api.snapshot()
      const found: LogEntry[] = []
      for await (const page of between(api, how, seen, now)) found.push(...page)
      return { now, found }
    }
    const { now, found } = await persist(look, patience)
    seen = now
    if (found.length > 0) yield found
  }
}
