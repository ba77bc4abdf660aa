/** `entity load`: a folder of SQL files that define entities, in one transaction. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ISql } from 'postgres'
import { EXIT, LockstepError, toLockstepError } from '../errors.ts'
import { type Api, createApi } from './api.ts'
import { bareSql, lineOf, runScript } from './script.ts'

/** What became of an entity. */
export interface LoadedEntity {
  readonly entity: string
  readonly change: 'created' | 'changed' | 'unchanged' | 'dropped'
  /** The file that created or changed it. */
  readonly file: string | null
}

const filesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .sort()
  } catch (cause) {
    throw new LockstepError('LSK20', `folder '${folder}' cannot be read`, {
      hint: 'Give the folder that holds the mapping: lockstep entity load DIR',
      cause,
    })
  }
}

/** psql reads lines that begin with a backslash itself; the server does not know them. */
const refuseMeta = (name: string, text: string, bare: string): void => {
  const meta = /^[ \t]*(\\\w*)/m.exec(bare)
  if (!meta) return
  throw new LockstepError('LSK22', `'${meta[1]}' is a command of psql, not SQL`, {
    hint: 'Leave it out: files of a mapping hold SQL only.',
    where: `${name}, line ${lineOf(text, meta.index)}`,
  })
}

const refuseTransaction = (name: string, text: string, bare: string): void => {
  const found = /(?:^|;)\s*(begin(?!\s+atomic)|start\s+transaction|commit|rollback|abort)\b/i.exec(
    bare,
  )
  if (!found) return
  const offset = found.index + found[0].length - 1
  throw new LockstepError('LSK23', `'${found[1]}' in a file of a mapping`, {
    hint: 'Leave it out: the whole folder is loaded in one transaction.',
    where: `${name}, line ${lineOf(text, offset)}`,
  })
}

/** What PostgreSQL says about the text of a file is for its author to correct. */
const refuseFile = (cause: unknown): never => {
  const error = toLockstepError(cause)
  if (error.code.startsWith('LS') || !/^(22|23|42|0A|2B|P0)/.test(error.code)) throw error
  throw new LockstepError(error.code, error.message, {
    detail: error.detail,
    where: error.where,
    hint: error.hint ?? 'Correct the file and load the folder again. Nothing was loaded.',
    exitCode: EXIT.usage,
    cause: error,
  })
}

const definitions = async (api: Api): Promise<ReadonlyMap<string, string>> =>
  new Map((await api.entities()).map(({ name, definedAt }) => [name, definedAt]))

const changeOf = (before: string | undefined, after: string): LoadedEntity['change'] => {
  if (before === undefined) return 'created'
  return before === after ? 'unchanged' : 'changed'
}

const refuseIncomplete = async (api: Api): Promise<void> => {
  const missing = await api.incompleteEntities()
  if (missing.length === 0) return
  throw new LockstepError('LSK24', 'the mapping refers to entities that are not defined', {
    detail: missing.map(({ entity, refersTo }) => `${entity} refers to ${refersTo}`).join('\n'),
    hint: 'Define them in the same folder, or take the reference out. Nothing was loaded.',
  })
}

/** Groups may name what later files define; at the end all of it is there. */
const refuseIncompleteGroups = async (api: Api): Promise<void> => {
  await api.entitiesOf((await api.groups()).map(({ name }) => name))
}

/** Loads all *.sql files of a folder, in the order of their names. The caller's transaction encloses it. */
export const loadMapping = async (
  sql: ISql<{ bigint: bigint }>,
  folder: string,
): Promise<readonly LoadedEntity[]> => {
  const names = filesIn(folder)
  if (names.length === 0) {
    throw new LockstepError('LSK21', `folder '${folder}' holds no .sql file`, {
      hint: 'Give the folder that holds the mapping: lockstep entity load DIR',
    })
  }
  const api = createApi(sql)
  const first = await definitions(api)
  const fileOf = new Map<string, string>()
  let before = first
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8')
    const bare = bareSql(text)
    refuseMeta(name, text, bare)
    refuseTransaction(name, text, bare)
    await runScript(sql, basename(name), text).catch(refuseFile)
    const after = await definitions(api)
    for (const [entity, at] of after) if (before.get(entity) !== at) fileOf.set(entity, name)
    before = after
  }
  await refuseIncomplete(api)
  await refuseIncompleteGroups(api)
  const dropped = [...first.keys()].filter((entity) => !before.has(entity))
  return [
    ...[...before].map(([entity, at]) => ({
      entity,
      change: changeOf(first.get(entity), at),
      file: fileOf.get(entity) ?? null,
    })),
    ...dropped.map((entity) => ({ entity, change: 'dropped' as const, file: null })),
  ]
}
