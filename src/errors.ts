/** One shape for every failure: code, message, hint, and the exit code that follows from the code. */

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
  V: EXIT.outOfStep,
}

/** Exit code of an own code (`LSE01`: by its room's letter), a SQLSTATE or a code of Node. */
export const exitCodeOf = (code: string): ExitCode => {
  if (/^LS[A-Z]\d\d$/.test(code)) return ROOM_EXIT[code.charAt(2)] ?? EXIT.unfinished
  return /^28|^3D000$|^42501$|^ECONNREFUSED$|^ENOTFOUND$|^EAI_AGAIN$/.test(code)
    ? EXIT.usage
    : EXIT.unfinished
}

/** Codes of a connection that broke or could not be made now, but may be a moment later. */
const LOST =
  /^(08...|57P0[1-5]|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT)$/

/** Was it the connection, rather than what was asked? */
export const isConnectionLost = (code: string): boolean => LOST.test(code)

/** Is the same call worth repeating: connection lost, serialization, deadlock, lock timeout, no slot? */
export const isRetryable = (code: string): boolean =>
  isConnectionLost(code) || /^(40001|40P01|55P03|53300)$/.test(code)

const NOT_DEPLOYED = /schema "lockstep(_private)?" does not exist|lockstep\.\w+.* does not exist/

interface Advice {
  readonly code: RegExp
  readonly message?: string
  readonly hint: string
}

const ADVICE: readonly Advice[] = [
  { code: /^ECONNREFUSED$/, hint: 'Is the server running there? Check host and port of the URL.' },
  { code: /^(ENOTFOUND|EAI_AGAIN)$/, hint: 'Check the host name in the URL, and the network.' },
  {
    code: /^(ETIMEDOUT|CONNECT_TIMEOUT|EHOSTUNREACH|ENETUNREACH)$/,
    hint: 'The server does not answer. Check host, port, firewall and network restrictions.',
  },
  { code: /^28/, hint: 'Check user and password in the URL.' },
  { code: /^3D000$/, hint: 'Check the database name at the end of the URL.' },
  {
    code: /^42501$/,
    hint: 'Connect as the role that deployed lockstep, or as a member of lockstep_runner.',
  },
  {
    code: /^57P03$/,
    hint: 'The server is starting or stopping. Run the same command again in a moment.',
  },
  {
    code: /^53300$/,
    hint: 'The server has no connection left. Use fewer --workers, or close others.',
  },
  { code: /^57014$/, hint: 'The statement was cancelled, or took longer than the server allows.' },
  {
    code: /^ECONNRESET$/,
    hint: 'The server closed the connection. Does it speak TLS? Try ?sslmode=disable.',
  },
  {
    code: LOST,
    hint: 'The connection was lost. Run the same command again; it goes on where it stopped.',
  },
]

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

/** Anything that was thrown, as a LockstepError. Codes, messages and hints of SQL pass untouched. */
export const toLockstepError = (error: unknown): LockstepError => {
  if (error instanceof LockstepError) return error
  const facts = factsOf(error)
  const code = textOf(facts.code) ?? 'unexpected'
  const message = messageOf(error)
  if (/^(3F000|42883|42P01)$/.test(code) && NOT_DEPLOYED.test(message)) {
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
  return new LockstepError(code, message, {
    hint: textOf(facts.hint) ?? ADVICE.find((advice) => advice.code.test(code))?.hint,
    detail: textOf(facts.detail),
    cause: error,
  })
}
