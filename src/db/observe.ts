/** Looks at runs while they are at work, whoever drives them. */
import type { WatchOptions } from '../options.ts'
import type { Target } from '../run/loop.ts'
import { pauseFor, persist } from '../run/retry.ts'
import { neverStop } from '../run/stop.ts'
import type { Api } from './api.ts'
import type { Run, RunState } from './shapes.ts'

/** Runs among which the one that is at work is looked for. */
const RECENT = 20

/** Does nobody step it any more, nor may do so without being asked? */
export const isOver = ({ status }: Run): boolean =>
  ['completed', 'failed', 'cancelled'].includes(status)

/** The newest that works, else the newest of all. */
const busiest = async (api: Api): Promise<bigint | undefined> => {
  const runs = await api.runs(RECENT)
  return (runs.find(({ status }) => status === 'running') ?? runs[0])?.id
}

/** A run now. Raises LSJ05 where there is none. */
export const lookAt = async (api: Api, id: bigint): Promise<RunState> => {
  const [run] = await api.runs(1, id)
  if (!run) await api.progress(id)
  return {
    run: run as Run,
    entities: await api.runProgress(id),
    workers: await api.workers(id),
  }
}

/** One look after the other. */
export async function* watchRuns(
  { api, note, debug }: Target,
  { run, interval = 2, stop = neverStop }: WatchOptions,
): AsyncGenerator<RunState> {
  const patience = { note, debug, soft: stop.soft }
  while (!stop.soft.aborted) {
    const look = async () => {
      const id = run ?? (await busiest(api))
      return id === undefined ? undefined : lookAt(api, id)
    }
    const state = await persist(look, patience)
    if (state) yield state
    if (run !== undefined && state && isOver(state.run)) return
    await pauseFor(1000 * Math.max(0.1, interval), stop.soft)
  }
}
