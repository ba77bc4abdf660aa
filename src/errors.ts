/** One shape for every failure: code, message, hint, and the exit code that follows from the code. */
import { adviceFor, isLost, isNotDeployed, isOfServers, isUntrusted } from './advice.ts'

/** What a failed command ends with. */
export const EXIT = { inStep: 0, outOfStep: 1, usage: 2, unfinished: 3, stopped: 4 } as const

/** One of 0-4; see the table in the README. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What an error may say besides its message. */
export interface ErrorFacts {
  readonly hint?: string | undefined
  readonly detail?: string | undefined
  /** File and line. */
  readonly where?: string | undefined
  readonly exitCode?: ExitCode | undefined
  readonly cause?: unknown
}

/** The only error that lockstep's programs and library throw on purpose. */
export class LockstepError extends Error {
  readonly code: string
  readonly hint: string | undefined
  readonly detail: string | undefined
  readonly where: string | undefined
  readonly exitCode: ExitCode

  constructor(code: string, message: string, facts: ErrorFacts = {}) {
    super(message, { cause: facts.cause })
    this.name = 'LockstepError'
    this.code = code
    this.hint = facts.hint
    this.detail = facts.detail
    this.where = facts.where
    this.exitCode = facts.exitCode ?? exitCodeOf(code)
  }
}

const ROOM_EXIT: Readonly<Record<string, ExitCode>> = {
  K: EXIT.usage,
  L: EXIT.usage,
  E: EXIT.usage,
  C: EXIT.unfinished,
  D: EXIT.unfinished,
  A: EXIT.stopped,
  J: EXIT.stopped,
  V: EXIT.usage,
}

/** What room J refuses before there is anything to resume: wrong arguments, or a run or job that is not there. */
const REFUSED = /^LSJ(0[123567]|1[013]|3\d)$/

/** Exit code of an own code (`LSE01`: by its room's letter), a SQLSTATE or a code of Node. */
export const exitCodeOf = (code: string): ExitCode => {
  if (REFUSED.test(code)) return EXIT.usage
  if (/^LS[A-Z]\d\d$/.test(code)) return ROOM_EXIT[code.charAt(2)] ?? EXIT.unfinished
  return isUntrusted(code) ||
    /^28|^3D000$|^42501$|^ECONNREFUSED$|^ENOTFOUND$|^EAI_AGAIN$/.test(code)
    ? EXIT.usage
    : EXIT.unfinished
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** Errors of the driver and of Node carry their facts as properties. */
const factsOf = (error: unknown): Readonly<Record<string, unknown>> =>
  typeof error === 'object' && error !== null ? { ...error } : {}

/** `connect ECONNREFUSED 127.0.0.1:1` says it all; an AggregateError (several addresses) says nothing. */
const messageOf = (error: unknown): string => {
  if (error instanceof AggregateError && error.message === '') return messageOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}

/** The same error, with the place in a file that it comes from. */
export const atPlace = (error: LockstepError, where: string): LockstepError =>
  new LockstepError(error.code, error.message, { ...error, where, cause: error.cause })

/** What the source said through its foreign server carries what was asked of it there. */
const isFromSource = ({ where, routine }: Readonly<Record<string, unknown>>): boolean =>
  /remote SQL command/.test(textOf(where) ?? '') ||
  /^(pgfdw_|connect_pg_server$)/.test(textOf(routine) ?? '')

/** Which of the two servers is in trouble? Connections of the runner itself are all to the target. */
const placed = (
  code: string,
  message: string,
  facts: Readonly<Record<string, unknown>>,
): string => {
  if (/^CONNECTION_/.test(code)) return `${facts.address}:${facts.port} closed the connection`
  if (isLost(code) || !isOfServers(code) || facts.severity === undefined) return message
  return `at the ${isFromSource(facts) ? 'source' : 'target'}: ${message}`
}

/** What happened, on one line; the detail of a connection that failed says why it did. */
export const oneLine = ({ code, message, detail }: LockstepError): string => {
  const [first = ''] = message.split('\n')
  const [why] = /^08/.test(code) && detail ? detail.split('\n') : []
  return `${code} ${first}${why ? `: ${why}` : ''}`
}

/** Anything that was thrown, as a LockstepError. Codes and hints of SQL pass untouched, messages too unless a server is in trouble. */
export const toLockstepError = (error: unknown): LockstepError => {
  if (error instanceof LockstepError) return error
  const facts = factsOf(error)
  const code = textOf(facts.code) ?? 'unexpected'
  const message = messageOf(error)
  if (isNotDeployed(code, message)) {
    return new LockstepError(
      'LSK01',
      'lockstep is not deployed in this database, or in another version',
      {
        hint: 'Run: lockstep deploy',
        detail: message,
        cause: error,
      },
    )
  }
  return new LockstepError(code, placed(code, message, facts), {
    hint: textOf(facts.hint) ?? adviceFor(code),
    detail: textOf(facts.detail),
    cause: error,
  })
}
