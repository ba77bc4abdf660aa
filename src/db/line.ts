/**
 * One session at the target, from its first statement to its last. It never comes back as another one:
 * a driver that reconnects by itself would go on without the session's settings, locks and transaction.
 */
import { connect, type Socket } from 'node:net'
import postgres, { type ISql } from 'postgres'
import { isLost } from '../advice.ts'
import { type Connection, tlsOf } from '../config.ts'
import { LockstepError } from '../errors.ts'

/** Whatever takes statements. */
export type Sql = ISql<{ bigint: bigint }>

/** Which session of the server it is, as others see it. */
export interface Backend {
  readonly pid: number
  readonly startedAt: string
}

/** A session. */
export interface Line {
  readonly backend: Backend
  /** Uses it. What is thrown says why the session was lost, if it was. */
  run<T>(does: (sql: Sql) => Promise<T>): Promise<T>
  isLost(): boolean
  /** Milliseconds since when it waits for an answer; 0 while it does not. */
  waiting(): number
  /** Gives it up at once, without a word to the server. */
  cut(why: LockstepError): void
  close(): Promise<void>
}

/** What sessions may differ in. */
export interface LineOptions {
  /** Where notices of the server go; nowhere by default. */
  readonly onNotice?: ((message: string) => void) | undefined
}

/** An error of the network. */
export const networkError = (code: string, { host, port }: Connection, what: string) =>
  new LockstepError(code, `${host}:${port} ${what}`)

const dial = (connection: Connection): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const { host, port, timeout } = connection
    const socket = host.startsWith('/')
      ? connect({ path: `${host}/.s.PGSQL.${port}` })
      : connect({ host, port })
    const timer = setTimeout(() => {
      socket.destroy()
      reject(networkError('CONNECT_TIMEOUT', connection, 'does not answer'))
    }, timeout)
    const settle = (then: () => void) => () => {
      clearTimeout(timer)
      socket.removeAllListeners()
      then()
    }
    socket.once(
      'connect',
      settle(() => resolve(Object.assign(socket, { host, port }))),
    )
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const isNobodyThere = host.startsWith('/') && error.code === 'ENOENT'
      const nobody = networkError('ECONNREFUSED', connection, 'has no socket there')
      settle(() => reject(isNobodyThere ? nobody : error))()
    })
  })

/** OID of text[]. */
export const TEXTS = 1009

const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`

/** Arrays of text, as the server writes and reads them. */
export const texts = {
  to: TEXTS,
  from: [TEXTS],
  serialize: (values: readonly string[]) => `{${values.map(quoted).join(',')}}`,
  parse: (text: string) =>
    Array.from(
      text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs),
      ([, inQuotes, plain]) =>
        inQuotes === undefined ? plain : inQuotes.replaceAll(/\\(.)/gs, '$1'),
    ),
}

/** The driver over one socket. It would connect again by itself; this one cannot. */
const driverOver = (connection: Connection, options: LineOptions, onEnd: () => void) => {
  const state: { socket?: Socket; isUsed: boolean } = { isUsed: false }
  const settings: postgres.Options<{
    bigint: postgres.PostgresType<bigint>
    texts: typeof texts
  }> & {
    socket: () => Promise<Socket>
  } = {
    host: connection.host,
    port: connection.port,
    database: connection.database,
    username: connection.user,
    password: connection.password,
    ssl: tlsOf(connection),
    max: 1,
    max_lifetime: null,
    connect_timeout: connection.timeout / 1000,
    keep_alive: 30,
    // asking for the types of arrays, the driver lets an error go unheard when the server vanishes
    fetch_types: false,
    types: { bigint: postgres.BigInt, texts },
    connection: { application_name: 'lockstep' },
    onnotice: (notice) => options.onNotice?.(notice.message ?? ''),
    onclose: onEnd,
    async socket() {
      if (state.isUsed) throw networkError('CONNECTION_CLOSED', connection, 'closed the connection')
      state.isUsed = true
      state.socket = await dial(connection)
      return state.socket
    },
  }
  const sql = postgres(settings)
  return { sql, destroy: () => state.socket?.destroy() }
}

/** Opens a session. Throws what the server, or the lack of one, has to say. */
export const openLine = async (connection: Connection, options: LineOptions): Promise<Line> => {
  const waits = new Set<{ readonly since: number }>()
  const state: { isLost: boolean; why?: LockstepError } = { isLost: false }
  const lose = () => {
    state.isLost = true
  }
  const { sql, destroy } = driverOver(connection, options, lose)

  const refuseLost = () => {
    if (!state.isLost) return
    throw state.why ?? networkError('CONNECTION_CLOSED', connection, 'closed the connection')
  }
  const track = <T>(query: T): T => {
    if (!(query instanceof Promise)) return query
    const wait = { since: performance.now() }
    waits.add(wait)
    query.then(
      () => waits.delete(wait),
      (error: { code?: unknown }) => {
        waits.delete(wait)
        if (isLost(String(error.code))) lose()
      },
    )
    return query
  }
  // The driver runs statements of a lost connection into a TypeError outside of any promise.
  const guarded: Sql = new Proxy(sql, {
    apply(call, self, words) {
      refuseLost()
      return track(Reflect.apply(call as (...all: unknown[]) => unknown, self, words))
    },
    get(whole, name) {
      const value = Reflect.get(whole, name)
      if (name !== 'unsafe') return value
      return (...words: unknown[]) => {
        refuseLost()
        return track((value as (...all: unknown[]) => unknown)(...words))
      }
    },
  })

  const cut = (why: LockstepError) => {
    state.why ??= why
    lose()
    destroy()
  }
  const run = async <T>(does: (sql: Sql) => Promise<T>): Promise<T> => {
    try {
      return await does(guarded)
    } catch (error) {
      throw state.why ?? error
    }
  }
  const close = async () => {
    const end = sql.end({ timeout: 1 })
    if (state.isLost) destroy()
    await end.catch(() => undefined)
    destroy()
  }

  const late = networkError('CONNECT_TIMEOUT', connection, 'does not answer')
  const timer = setTimeout(() => cut(late), 2 * connection.timeout)
  try {
    const [backend] = await run(
      (own) => own<[Backend]>`
        select pid, backend_start::text as "startedAt"
        from pg_stat_activity
        where pid = pg_backend_pid()
      `,
    )
    return {
      backend,
      run,
      cut,
      close,
      isLost: () => state.isLost,
      waiting: () => {
        const [oldest] = waits
        return oldest ? performance.now() - oldest.since : 0
      },
    }
  } catch (error) {
    await close()
    throw error
  } finally {
    clearTimeout(timer)
  }
}
