/** What a command gets: the library on the chosen target, and a voice. Made when first asked for. */
import { EXIT, type ExitCode } from './errors.ts'
import { createLockstep, type Lockstep } from './index.ts'
import { type Log, noLog, openLog } from './log.ts'
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

/** Makes the voice. */
const outputOf = ({ json, verbose, color }: GlobalOptions, log: Log): Output =>
  createOutput({
    json: json ?? false,
    verbose: verbose ?? false,
    log,
    color: color !== false && !json && wantsColor(process.stdout.isTTY ?? false),
  })

/** The context of one process; `close` ends the connections that were opened. */
export const createContext = (options: () => GlobalOptions) => {
  let made: Context | undefined
  let out: Output | undefined
  let exitCode: ExitCode = EXIT.inStep
  let log = noLog
  return {
    /** Opens the log files for a command, if there are to be any. */
    async prepare(command: string): Promise<void> {
      const folder = process.env.LOCKSTEP_LOG_DIR
      if (folder) log = await openLog(folder, command)
    },
    get(): Context {
      if (made) return made
      out = outputOf(options(), log)
      const { targetUrl } = options()
      const lockstep = createLockstep({
        targetUrl,
        onNote: out.note,
        onDebug: out.debug,
        ...(log === noLog ? {} : { onLog: log.entry }),
      })
      made = {
        out,
        lockstep,
        finish: (code) => {
          exitCode = code
        },
      }
      return made
    },
    /** The voice; speaks also when there is no context, or none could be made. */
    out: (): Output => out ?? outputOf(options(), log),
    exitCode: (): ExitCode => exitCode,
    async close(): Promise<void> {
      await made?.lockstep.close()
      await log.close()
    },
  }
}
