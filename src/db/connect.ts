/** Connections to the target: sessions that are opened when needed, and used one at a time. */
import type { Connection } from '../config.ts'
import { LockstepError } from '../errors.ts'
import { type Line, type LineOptions, openLine, type Sql } from './line.ts'
import { watchOver } from './watch.ts'

export type { Sql } from './line.ts'

/**
 * Held alone by a deploy, which lays functions anew, and together by steps, which run them. Two
 * deploys at once: the second waits and then finds everything done.
 */
export const DEPLOY_LOCK = 5_204_637_001n

/** Sessions that are kept for the next who needs one. */
export interface Lines {
  /** Uses one that nobody else uses at the time. */
  use<T>(does: (sql: Sql) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** One that was idle for so long may have been forgotten on the way. */
const FRESH = 60_000

/** A session that is given up when the server no longer gives a sign of life. */
export const openWatched = async (connection: Connection, options: LineOptions): Promise<Line> => {
  const line = await openLine(connection, options)
  const unwatch = watchOver(line, connection)
  return {
    ...line,
    close: () => {
      unwatch()
      return line.close()
    },
  }
}

/** Opens nothing yet. */
export const createLines = (connection: Connection, options: LineOptions): Lines => {
  const idle: { readonly line: Line; readonly since: number }[] = []

  const take = async (): Promise<Line> => {
    for (let kept = idle.pop(); kept; kept = idle.pop()) {
      if (!kept.line.isLost() && performance.now() - kept.since < FRESH) return kept.line
      await kept.line.close()
    }
    return openWatched(connection, options)
  }
  return {
    async use(does) {
      const line = await take()
      try {
        return await line.run(does)
      } finally {
        if (line.isLost()) await line.close()
        else idle.push({ line, since: performance.now() })
      }
    },
    async close() {
      await Promise.all(idle.splice(0).map(({ line }) => line.close()))
    },
  }
}

/** There is nothing to roll back where the session is lost: the server does it. */
const rollBack = async (sql: Sql): Promise<void> => {
  await sql.unsafe('rollback')
}

/**
 * All or nothing, by hand: the driver's own transactions end the process when the server vanishes in the
 * middle of one. An error in it ends it, also one that was caught on the way.
 */
export const inTransaction = async <T>(sql: Sql, does: () => Promise<T>): Promise<T> => {
  await sql.unsafe('begin')
  try {
    const value = await does()
    const { command } = await sql.unsafe('commit')
    if (command === 'COMMIT') return value
    throw new LockstepError('25P02', 'an error that was passed over has undone the transaction')
  } catch (error) {
    await rollBack(sql).catch(() => undefined)
    throw error
  }
}

/** What ends sessions that take long (Supabase cuts statements at two minutes). */
const LIMITS = ['statement_timeout', 'transaction_timeout']

const setting = (sql: Sql, limits: Readonly<Record<string, string>>, isLocal: boolean) => sql`
  select set_config(s.name, w.value, ${isLocal})
  from json_each_text(${JSON.stringify(limits)}::text::json) as w (name, value)
  join pg_settings as s on s.name = w.name
`

const unlimited = Object.fromEntries(LIMITS.map((name) => [name, '0']))

/** Lifts the limits for this transaction. */
export const unlimitHere = async (sql: Sql): Promise<void> => {
  await setting(sql, unlimited, true)
}

/** Lifts them for this session, and lets the server end it soon after its client has died. */
export const unlimit = async (sql: Sql): Promise<void> => {
  await setting(sql, { ...unlimited, client_connection_check_interval: '5s' }, false)
}
