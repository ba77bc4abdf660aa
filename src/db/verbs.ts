/** Small steps that several verbs share. */
import type { TransactionSql } from 'postgres'
import { LockstepError, toLockstepError } from '../errors.ts'
import { type Api, createApi } from './api.ts'
import type { Sql } from './connect.ts'

/** Whatever fails, fails with a LockstepError. */
export const inOwnWords = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw toLockstepError(error)
  }
}

/** A transaction without the server's time limit (Supabase has one of two minutes). */
export const longOver =
  (sql: Sql) =>
  async <T>(
    does: (api: Api, transaction: TransactionSql<{ bigint: bigint }>) => Promise<T>,
  ): Promise<T> => {
    const boxed = await inOwnWords(
      sql.begin(async (transaction) => {
        await transaction`set local statement_timeout = 0`
        return { value: await does(createApi(transaction), transaction) }
      }),
    )
    return boxed.value
  }

/** Number of the newest run. */
export const latestRun = async (api: Api): Promise<bigint> => {
  const [run] = await api.runs(1)
  if (run) return run.id
  throw new LockstepError('LSK12', 'there is no run yet', { hint: 'Start one: lockstep sync' })
}
