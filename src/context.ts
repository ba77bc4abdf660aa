/** What a command gets: the library on the chosen target, and a voice. Made when first asked for. */
import { EXIT, type ExitCode } from './errors.ts'
import { createLockstep, type Lockstep } from './index.ts'
import { openLog } from './log.ts'
import { createOutput, type Output, wantsColor } from './output.ts'

/** Options that every command takes. */
export interface GlobalOptions {
  readonly targetUrl?: string
  readonly json?: boolean
  readonly verbose?: boolean
  readonly color?: boolean
}

/** What a command works with. */
export interface Context {
  readonly lockstep: Lockstep
  readonly out: Output
  /** What the process ends with, if nothing is thrown. Default 0. */
  readonly finish: (code: ExitCode) => void
}

/** Makes the voice; works before anything else does. */
export const outputOf = ({ json, verbose, color }: GlobalOptions): Output =>
  createOutput({
    json: json ?? false,
    verbose: verbose ?? false,
    log: openLog(process.env.LOCKSTEP_LOG_DIR),
    color: color !== false && !json && wantsColor(process.stdout.isTTY ?? false),
  })

/** The context of one process; `close` ends the connections that were opened. */
export const createContext = (options: () => GlobalOptions) => {
  let made: Context | undefined
  let exitCode: ExitCode = EXIT.inStep
  return {
    get(): Context {
      if (made) return made
      const out = outputOf(options())
      const { targetUrl } = options()
      const lockstep = createLockstep({ targetUrl, onNote: out.note, onDebug: out.debug })
      made = {
        out,
        lockstep,
        finish: (code) => {
          exitCode = code
        },
      }
      return made
    },
    exitCode: (): ExitCode => exitCode,
    close: async (): Promise<void> => made?.lockstep.close(),
  }
}
