/** What is known of codes that are not ours: whether to try again, and what to tell people. */

/** Codes of Node and of the driver: the connection to the target is gone, or could not be made. */
const NETWORK =
  /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOST[A-Z]+|ENET[A-Z]+|ENOTFOUND|EADDRNOTAVAIL|EAI_\w+|CONNECTION_(CLOSED|ENDED|DESTROYED)|CONNECT_TIMEOUT)$/

/** Codes of Node: the certificate that the server shows does not do. */
const CERTIFICATE = /^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_|ERR_TLS_)/

/** Is the server not trusted? */
export const isUntrusted = (code: string): boolean => CERTIFICATE.test(code)

/** SQLSTATEs of a server that is away, or of one that another server (the source) lost. */
const AWAY = /^(08...|57P0[1-5]|25P0[34]|HV00N)$/

/** Did this code end a connection of ours? Nothing can be asked on it any more. */
export const isLost = (code: string): boolean => NETWORK.test(code)

/** A deploy has laid the functions anew while this one was running. */
const isLaidAnew = (code: string, message: string) =>
  code === 'XX000' && /^(cache lookup failed for|could not open relation with OID)/.test(message)

/** Is the same call worth repeating: connection lost, serialization, deadlock, lock timeout, no slot? */
export const isRetryable = (code: string, message = ''): boolean =>
  NETWORK.test(code) ||
  AWAY.test(code) ||
  /^(40001|40P01|55P03|53300)$/.test(code) ||
  isLaidAnew(code, message)

/**
 * Is it about the servers, and not about rows or mappings: connections, conflicts between sessions,
 * resources, locks, cancelled statements, system errors, a target that takes no writes?
 */
export const isOfServers = (code: string): boolean =>
  NETWORK.test(code) || AWAY.test(code) || /^(40|53|55|57|58)...$|^25006$/.test(code)

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
  {
    code: /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    hint: 'Its certificate is for another name: use that in the URL, or sslmode=verify-ca.',
  },
  {
    code: CERTIFICATE,
    hint: 'Give the file of the authority that signed its certificate: ?sslrootcert=FILE in the URL.',
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
  { code: /^53100$/, hint: 'Its disk, or a tablespace of it, is full: make space.' },
  {
    code: /^53200$/,
    hint: 'It has no memory left: use fewer --workers or a smaller --batch-rows.',
  },
  {
    code: /^53300$/,
    hint: 'The server has no connection left. Use fewer --workers, or close others.',
  },
  {
    code: /^57014$/,
    hint: 'Somebody cancelled it, or it took longer than allowed: a smaller --batch-rows helps.',
  },
  {
    code: /^25006$/,
    hint: 'The target takes no writes now: it is a replica, or was locked when its disk was full.',
  },
  { code: /^40P01$/, hint: 'Other sessions lock the same rows in another order.' },
  { code: /^55P03$/, hint: 'Another session holds a lock: let it end, or end it.' },
  { code: /^58/, hint: 'That server could not use its files: its log says more.' },
  {
    code: /^ECONNRESET$/,
    hint: 'The server closed the connection. Does it speak TLS? Try ?sslmode=disable.',
  },
  {
    code: new RegExp(`${NETWORK.source}|${AWAY.source}`),
    hint: 'The connection was lost. Run the same command again; it goes on where it stopped.',
  },
]

/** The hint for a code that came without one. */
export const adviceFor = (code: string): string | undefined =>
  ADVICE.find((advice) => advice.code.test(code))?.hint
