/** Throw-away PostgreSQL servers for tests and the demo. They vanish with the process that started them. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serverAccount } from './account.ts'
import { binFolder, type Flavour, hasDebianModule } from './binaries.ts'
import { releaseGuard, startGuard } from './guard.ts'
import {
  configure,
  endServer,
  initData,
  randomPassword,
  type Settings,
  SUPERUSER,
  startServer,
} from './server.ts'

/** What to start. */
export interface ClusterOptions {
  readonly major: number
  /** Default `embedded`. */
  readonly flavour?: Flavour
  /** Settings that win over the defaults. */
  readonly settings?: Settings
  /** Write to disk for sure? Default no: nothing here outlives a crash of the machine. */
  readonly fsync?: boolean
}

/** A running server. */
export interface Cluster {
  readonly major: number
  readonly flavour: Flavour
  readonly host: string
  readonly port: number
  /** Its folder: `data`, `server.log`. Removed by `stop`. */
  readonly home: string
  readonly hasCron: boolean
  readonly hasPlpgsqlCheck: boolean
  /** A connection as superuser. Default database: `postgres`. */
  superUrl(database?: string): string
  /** A connection as any role. */
  url(user: string, password: string, database?: string): string
  /** Ends it at once, without a checkpoint, as a crash would. `restart` brings it back. */
  crash(): Promise<void>
  /** Stops it if it runs, and starts it again on the same port. */
  restart(): Promise<void>
  /** Stops it and removes its folder. */
  stop(): Promise<void>
}

const HOST = '127.0.0.1'

const defaults = (fsync: boolean): Settings => ({
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: 60,
  shared_buffers: '128MB',
  max_wal_size: '1GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off' }),
})

const cronSettings = (hasCron: boolean): Settings =>
  hasCron
    ? { shared_preload_libraries: 'pg_cron', 'cron.database_name': 'postgres', 'cron.host': HOST }
    : {}

const urlOf = (port: number, user: string, password: string, database: string) =>
  `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@${HOST}:${port}/${encodeURIComponent(database)}`

/** A port that was free may be taken a moment later: try three. */
const startOnFreePort = async (...where: Parameters<typeof startServer>) => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServer(...where)
    } catch (error) {
      if (attempt === 3 || !String(error).includes('could not bind')) throw error
    }
  }
}

/** Starts a fresh server with nothing in it. */
export const startCluster = async (options: ClusterOptions): Promise<Cluster> => {
  const { major, flavour = 'embedded', settings = {}, fsync = false } = options
  const account = serverAccount()
  const home = mkdtempSync(join(tmpdir(), `lockstep-pg${major}-`))
  const guard = startGuard(home, account)
  const bin = binFolder(major, flavour, home, account)
  const hasCron = flavour === 'debian' && hasDebianModule(major, 'pg_cron')
  const password = randomPassword()

  initData(home, bin, account, password)
  configure(home, { ...defaults(fsync), ...cronSettings(hasCron), ...settings })
  const started = await startOnFreePort(home, bin, account)
  const { port } = started
  let { child } = started

  return {
    major,
    flavour,
    host: HOST,
    port,
    home,
    hasCron,
    hasPlpgsqlCheck: flavour === 'debian' && hasDebianModule(major, 'plpgsql_check'),
    superUrl: (database = 'postgres') => urlOf(port, SUPERUSER, password, database),
    url: (user, secret, database = 'postgres') => urlOf(port, user, secret, database),
    crash: () => endServer(child, 'SIGQUIT'),
    async restart() {
      await endServer(child, 'SIGINT')
      child = (await startServer(home, bin, account, port)).child
    },
    async stop() {
      await endServer(child, 'SIGINT')
      await releaseGuard(guard)
    },
  }
}
