/** Where to connect: flags win over the environment, the environment over `.env`. Never prints a secret. */
import { readFileSync } from 'node:fs'
import type { ConnectionOptions as TlsOptions } from 'node:tls'
import { LockstepError } from './errors.ts'

/** A parsed PostgreSQL URL. */
export interface Connection {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  readonly sslmode: SslMode
  readonly sslrootcert: string | undefined
  /** Milliseconds for making a connection: `connect_timeout` of the URL. */
  readonly timeout: number
  /** Milliseconds without a sign of life before a connection is given up: `tcp_user_timeout`. */
  readonly patience: number
}

const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const

/** As libpq has them. */
export type SslMode = (typeof SSL_MODES)[number]

const isSslMode = (mode: string): mode is SslMode => SSL_MODES.some((known) => known === mode)

const invalid = (name: string, what: string) =>
  new LockstepError('LSK09', `${name} ${what}`, {
    hint: 'Give it as postgres://USER:PASSWORD@HOST:PORT/DATABASE; special characters as %XX.',
  })

const parsed = (url: string, name: string): URL => {
  if (!/^postgres(ql)?:\/\//.test(url)) throw invalid(name, 'is not a PostgreSQL URL')
  try {
    return new URL(url)
  } catch {
    throw invalid(name, 'is not a valid URL')
  }
}

const decoded = (text: string, name: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    throw invalid(name, 'has a % that is not followed by two hexadecimal digits')
  }
}

/** A whole number that libpq knows under that name. */
const numberOf = (search: URLSearchParams, key: string, fallback: number, name: string): number => {
  const text = search.get(key)
  if (text === null || text === '0') return fallback
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw invalid(name, `has a ${key} that is no whole number`)
}

/** Takes a URL apart. `name` is what errors call it. Refuses what cannot work; never repeats the password. */
export const parseUrl = (url: string, name: string): Connection => {
  const { hostname, port, pathname, username, password, searchParams } = parsed(url, name)
  const host = searchParams.get('host') ?? decoded(hostname, name).replace(/^\[(.*)\]$/, '$1')
  const user = decoded(username, name)
  const database = decoded(pathname.slice(1), name) || user
  const sslmode = searchParams.get('sslmode') ?? 'prefer'
  if (host === '') throw invalid(name, 'has no host')
  if (user === '') throw invalid(name, 'has no user')
  if (!isSslMode(sslmode)) throw invalid(name, `has an unknown sslmode '${sslmode}'`)
  return {
    host,
    port: Number(port || '5432'),
    database,
    user,
    password: decoded(password, name) || (process.env.PGPASSWORD ?? ''),
    sslmode,
    sslrootcert: searchParams.get('sslrootcert') ?? undefined,
    timeout: 1000 * numberOf(searchParams, 'connect_timeout', 15, name),
    patience: numberOf(searchParams, 'tcp_user_timeout', 60_000, name),
  }
}

/** A pooler in transaction mode has no sessions: no settings, no locks, no prepared statements. */
export const poolerError = ({ host, port }: Pick<Connection, 'host' | 'port'>): LockstepError =>
  new LockstepError('LSK08', `port ${port} of '${host}' is a pooler in transaction mode`, {
    detail: 'It gives each transaction another session: settings, locks and time limits get lost.',
    hint: 'Use the direct connection or the session pooler, both on port 5432.',
  })

const refusePooler = (connection: Connection): Connection => {
  if (connection.port === 6543) throw poolerError(connection)
  return connection
}

/** The target's URL, from a flag or the environment. */
export const targetConnection = (flag: string | undefined): Connection => {
  const url = flag ?? process.env.LOCKSTEP_TARGET_URL
  if (url) return refusePooler(parseUrl(url, flag ? '--target-url' : 'LOCKSTEP_TARGET_URL'))
  throw new LockstepError('LSK10', 'no target is given', {
    hint: 'Set LOCKSTEP_TARGET_URL (in the environment or .env), or use --target-url.',
  })
}

/** The source's URL. Only `link create` needs it; the target's server is who connects to it. */
export const sourceConnection = (flag: string | undefined): Connection => {
  const url = flag ?? process.env.LOCKSTEP_SOURCE_URL
  if (url) return parseUrl(url, flag ? '--source-url' : 'LOCKSTEP_SOURCE_URL')
  throw new LockstepError('LSK11', 'no source is given', {
    hint: 'Set LOCKSTEP_SOURCE_URL (in the environment or .env), or use --source-url.',
  })
}

const authorityIn = (file: string): Buffer => {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new LockstepError('LSK18', `sslrootcert '${file}' cannot be read`, {
      hint: "Give the file of the authority that signed the server's certificate.",
      cause,
    })
  }
}

/** Settings of TLS for the driver. `require` encrypts without looking at the certificate, as libpq does. */
export const tlsOf = ({
  sslmode,
  sslrootcert,
}: Connection): false | 'prefer' | 'require' | TlsOptions => {
  if (sslmode === 'disable') return false
  if (sslmode === 'allow' || sslmode === 'prefer') return 'prefer'
  if (sslmode === 'require' && !sslrootcert) return 'require'
  return {
    rejectUnauthorized: true,
    ...(sslrootcert && sslrootcert !== 'system' ? { ca: authorityIn(sslrootcert) } : {}),
    ...(sslmode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),
  }
}
