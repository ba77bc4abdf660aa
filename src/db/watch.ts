/**
 * Signs of life. Where packets vanish, TCP says nothing for a quarter of an hour, and a proxy in between
 * may hold a dead connection for ever. So another session asks whether the server still works for us.
 */
import { isLost } from '../advice.ts'
import type { Connection } from '../config.ts'
import { LockstepError, toLockstepError } from '../errors.ts'
import { type Backend, type Line, networkError, openLine, type Sql } from './line.ts'

/** Runs one statement in a session of its own; gives up in time. */
const aside = async <T>(connection: Connection, does: (sql: Sql) => Promise<T>): Promise<T> => {
  const line = await openLine(connection, {})
  const late = networkError('ETIMEDOUT', connection, 'does not answer')
  const timer = setTimeout(() => line.cut(late), connection.timeout)
  try {
    return await line.run(does)
  } finally {
    clearTimeout(timer)
    await line.close()
  }
}

type Sign = 'works' | 'idle' | 'silent'

const signOf = async (connection: Connection, { pid, startedAt }: Backend): Promise<Sign> => {
  try {
    const isBusy = async (sql: Sql) => {
      const [found] = await sql`
        select count(*)::integer as n
        from pg_stat_activity
        where pid = ${pid} and backend_start::text = ${startedAt} and state = 'active'
      `
      return found?.n === 1
    }
    return (await aside(connection, isBusy)) ? 'works' : 'idle'
  } catch (error) {
    // A server that refuses us is there; whether it works for us it did not say.
    return isLost(toLockstepError(error).code) ? 'silent' : 'works'
  }
}

/** Watches over a session while it waits for an answer. Returns how to stop that. */
export const watchOver = (line: Line, connection: Connection): (() => void) => {
  const { patience } = connection
  const state = { heardAt: 0, idle: 0, isAsking: false }

  const look = async () => {
    const sign = await signOf(connection, line.backend)
    const now = performance.now()
    state.idle = sign === 'idle' ? state.idle + 1 : 0
    if (sign === 'works') state.heardAt = now
    const since = Math.max(state.heardAt, now - line.waiting())
    if (state.idle >= 2) {
      line.cut(networkError('ETIMEDOUT', connection, 'has answered, but nothing came through'))
    } else if (sign === 'silent' && now - since >= patience) {
      const seconds = Math.round((now - since) / 1000)
      line.cut(networkError('ETIMEDOUT', connection, `gave no sign of life for ${seconds} s`))
    }
  }
  const timer = setInterval(async () => {
    if (state.isAsking || line.isLost()) return
    if (line.waiting() < patience / 4) {
      state.idle = 0
      return
    }
    state.isAsking = true
    await look()
    state.isAsking = false
  }, patience / 4)
  timer.unref()
  return () => clearInterval(timer)
}

/** Cancels what a session waits for. A server that does not even hear that is given up. */
export const cancel = async (line: Line, connection: Connection): Promise<void> => {
  const why = new LockstepError('57014', 'cancelled by Ctrl-C')
  const timer = setTimeout(() => line.cut(why), 5_000)
  const { pid, startedAt } = line.backend
  await aside(
    connection,
    (sql) => sql`
      select pg_cancel_backend(pid)
      from pg_stat_activity
      where pid = ${pid} and backend_start::text = ${startedAt}
    `,
  ).catch(() => line.cut(why))
  if (line.waiting() === 0) clearTimeout(timer)
}
