/** Notes in the log of a run when its servers go away and come back, once for all workers. */
import { isLost, isOfServers } from '../advice.ts'
import type { Api } from '../db/api.ts'
import type { LockstepError } from '../errors.ts'

/** Where to note. */
export type Note = Api['noteRun']

const partyOf = ({ code, message }: LockstepError): string => {
  if (message.startsWith('at the source: ')) return 'source'
  return isLost(code) || isOfServers(code) ? 'target' : 'step'
}

/** Told of each failed and each successful step of any worker. */
export const createTrouble = (run: bigint, noteRun: Note, debug: (message: string) => void) => {
  let now: { party: string; code: string; since: number; failures: number } | undefined

  const note = (level: 'info' | 'warning', what: string, detail: Record<string, number | string>) =>
    noteRun(run, level, what, detail).catch((error: unknown) => debug(`note_run: ${error}`))

  return {
    async failed(error: LockstepError): Promise<void> {
      const { code } = error
      if (now) {
        now.failures += 1
        return
      }
      now = { party: partyOf(error), code, since: performance.now(), failures: 1 }
      // A target that is gone cannot be told.
      if (!isLost(code)) await note('warning', `${now.party} in trouble`, { code })
    },
    async worked(): Promise<void> {
      if (!now) return
      const { party, code, since, failures } = now
      now = undefined
      const seconds = Math.round((performance.now() - since) / 100) / 10
      await note('info', `${party} works again`, { code, failures, seconds })
    },
  }
}

/** What createTrouble returns. */
export type Trouble = ReturnType<typeof createTrouble>
