/** Runs, as verbs look for them. */
import { LockstepError } from '../errors.ts'
import type { Api } from './api.ts'
import type { Run } from './shapes.ts'

const refuseNone = (): never => {
  throw new LockstepError('LSK12', 'there is no run yet', { hint: 'Start one: lockstep sync' })
}

/** Number of the newest run. */
export const latestRun = async (api: Api): Promise<bigint> =>
  (await api.runs(1))[0]?.id ?? refuseNone()

/** Number of the newest sync that wrote. */
export const latestSync = async (api: Api): Promise<bigint> =>
  (await api.latestSync()) ?? refuseNone()

const OTHERWISE: Readonly<Record<string, (run: Run) => string>> = {
  undo: ({ undoes }) => `lockstep undo ${undoes}`,
  compare: () => 'lockstep compare',
  detect: () => 'lockstep detect',
  validate: () => 'lockstep validate',
  analyze: () => 'lockstep analyze',
  adopt: () => 'lockstep entity adopt',
}

/** Makes a sync ready to be stepped, also beside others that step it. Returns its number. */
export const takeUpSync = async (api: Api, id: bigint): Promise<bigint> => {
  const [run] = await api.runs(1, id)
  if (run && run.kind !== 'sync') {
    throw new LockstepError('LSK17', `run ${id} is no sync but of kind ${run.kind}`, {
      hint: `Start it again: ${OTHERWISE[run.kind]?.(run)}`,
    })
  }
  await api.resumeRun(id)
  return id
}
