/** What is known of codes that are not ours: whether to try again, and what to tell people. */

/** Codes of a connection that broke or could not be made now, but may be a moment later. */
const LOST =
  /^(08...|57P0[1-5]|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT)$/

/** A deploy has laid the functions anew while this one was running. */
const isLaidAnew = (code: string, message: string) =>
  code === 'XX000' && /^(cache lookup failed for|could not open relation with OID)/.test(message)

/** Is the same call worth repeating: connection lost, serialization, deadlock, lock timeout, no slot? */
export const isRetryable = (code: string, message = ''): boolean =>
  LOST.test(code) || /^(40001|40P01|55P03|53300)$/.test(code) || isLaidAnew(code, message)

const NOT_DEPLOYED = /schema "lockstep(_private)?" does not exist|lockstep\.\w+.* does not exist/

/** Is it lockstep itself that is not there? */
export const isNotDeployed = (code: string, message: string): boolean =>
  /^(3F000|42883|42P01)$/.test(code) && NOT_DEPLOYED.test(message)

interface Advice {
  readonly code: RegExp
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

/** The hint for a code that came without one. */
export const adviceFor = (code: string): string | undefined =>
  ADVICE.find((advice) => advice.code.test(code))?.hint
