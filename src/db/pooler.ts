/** Recognises a pooler that gives every transaction another session: nothing of ours would hold there. */
import { randomUUID } from 'node:crypto'
import { type Connection, poolerError } from '../config.ts'
import type { Lines, Sql } from './connect.ts'

const mark = (sql: Sql, text: string) =>
  sql.unsafe(`select set_config('lockstep.probe', '${text}', false)`)

const MARKED = `select current_setting('lockstep.probe', true) as mark`

/**
 * Leaves a mark in one session and looks for it in another, which holds its session meanwhile: a pooler
 * in transaction mode either hands over the marked one, or takes the first client to another.
 */
const sharesSessions = async (one: Sql, other: Sql): Promise<boolean> => {
  const text = randomUUID()
  await mark(one, text)
  const [, [there]] = await other.unsafe<[unknown, [{ mark: string | null }]]>(`begin; ${MARKED}`)
  const [here] = await one.unsafe<[{ mark: string | null }]>(MARKED)
  await other.unsafe('rollback')
  const isShared = there.mark === text || here.mark !== text
  if (isShared) await Promise.all([mark(one, ''), mark(other, '')])
  return isShared
}

/** Raises LSK08 if sessions are shared. Three round trips, or four. */
export const refuseSharedSessions = async (connection: Connection, lines: Lines): Promise<void> => {
  const isShared = await lines.use((one) => lines.use((other) => sharesSessions(one, other)))
  if (isShared) throw poolerError(connection)
}
