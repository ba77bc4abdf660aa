/** Small steps that several verbs share. */
import { toLockstepError } from '../errors.ts'
import { type Api, createApi } from './api.ts'
import { inTransaction, type Lines, type Sql, unlimitHere } from './connect.ts'

/** Whatever fails, fails with a LockstepError. */
export const inOwnWords = async <T>(work: Promise<T>): Promise<T> => {
  try {
    return await work
  } catch (error) {
    throw toLockstepError(error)
  }
}

/** The door, each call on a session that nobody else uses at the time. */
export const apiOver = (lines: Lines): Api => {
  const calls = Object.keys(createApi({} as Sql)).map((name) => {
    const call = (...words: unknown[]) =>
      lines.use((sql) => {
        const api: Readonly<Record<string, unknown>> = createApi(sql)
        return (api[name] as (...all: unknown[]) => Promise<unknown>)(...words)
      })
    return [name, call] as const
  })
  return Object.fromEntries(calls) as unknown as Api
}

/** A transaction without the server's time limit (Supabase has one of two minutes). */
export const longOver =
  (lines: Lines) =>
  <T>(does: (api: Api, transaction: Sql) => Promise<T>): Promise<T> =>
    inOwnWords(
      lines.use((sql) =>
        inTransaction(sql, async () => {
          await unlimitHere(sql)
          return does(createApi(sql), sql)
        }),
      ),
    )
