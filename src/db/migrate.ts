/** State by node-pg-migrate, inside the transaction and connection of the deploy. */
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import type { Sql } from './connect.ts'
import { packageRoot } from './sources.ts'

/** The deploy's own transaction encloses everything, so the runner's is left out. */
const isTransactionControl = (text: string) => /^\s*(begin|commit|rollback)\s*;?\s*$/i.test(text)

/**
 * The one method of a `pg` client that the runner calls, over the deploy's connection. It wraps
 * failures in errors without code, so the first one is kept.
 */
const clientOver = (sql: Sql) => {
  const state: { failure?: unknown } = {}
  const query = async (text: string) => {
    if (isTransactionControl(text)) return { rows: [] }
    try {
      return { rows: [...(await sql.unsafe(text).simple())] }
    } catch (error) {
      state.failure ??= error
      throw error
    }
  }
  return { state, client: { query } as unknown as ClientBase }
}

/** Applies the migrations that this database has not seen, and returns their names. */
export const migrate = async (
  sql: Sql,
  debug: (message: string) => void,
): Promise<readonly string[]> => {
  // only a deploy needs it, and it takes longer to load than all else
  const { runner } = await import('node-pg-migrate')
  const { state, client } = clientOver(sql)
  try {
    const applied = await runner({
      dbClient: client,
      dir: join(packageRoot, 'db', 'migrations'),
      direction: 'up',
      migrationsSchema: 'lockstep_state',
      migrationsTable: 'migration',
      createMigrationsSchema: true,
      singleTransaction: true,
      noLock: true,
      logger: { debug, info: debug, warn: debug, error: debug },
    })
    return applied.map(({ name }) => name)
  } catch (error) {
    throw state.failure ?? error
  }
}
