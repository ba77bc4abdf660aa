/** Lays lockstep into a database: state, functions and rights, in one transaction under one lock. */
import { type Api, type ChangedFunction, createApi } from './api.ts'
import { DEPLOY_LOCK, inTransaction, type Lines, type Sql, unlimitHere } from './connect.ts'
import { migrate } from './migrate.ts'
import { runScript } from './script.ts'
import { installation, packageVersion, type SourceFile } from './sources.ts'

/** What a deploy did. */
export interface Deployment {
  readonly version: string
  readonly filesHash: string
  /** Names of the migrations that were applied now. */
  readonly migrations: readonly string[]
  /** Functions and views that are installed. */
  readonly definitions: bigint
  /** False when the same files were installed already. */
  readonly isNew: boolean
}

/** Where a deploy says what it waits for and what the server says. */
export interface DeployLog {
  readonly note: (message: string) => void
  readonly debug: (message: string) => void
}

const waitForLock = async (sql: Sql, note: DeployLog['note']): Promise<void> => {
  const [row] = await sql`select pg_try_advisory_xact_lock(${DEPLOY_LOCK}) as is_mine`
  if (row?.is_mine === true) return
  note('a deploy or the steps of a run are at work in this database; waiting for them')
  await sql`select pg_advisory_xact_lock(${DEPLOY_LOCK})`
}

const runFiles = async (sql: Sql, files: readonly SourceFile[]): Promise<void> => {
  for (const { path, text } of files) await runScript(sql, path, text)
}

/** Views of mappings call it: it stands aside while its schema is laid again, with whatever calls it. */
const moveForMappings = async (sql: Sql, from: string, to: string): Promise<void> => {
  const [row] =
    await sql`select to_regprocedure(${`${from}.try_jsonb(text)`}) is not null as is_there`
  if (row?.is_there !== true) return
  await sql`alter function ${sql(from)}.try_jsonb(text) set schema ${sql(to)}`
}

const lay = async (sql: Sql, log: DeployLog): Promise<Deployment> => {
  const { checks, functions, hash } = installation()
  const version = packageVersion()
  await unlimitHere(sql)
  await sql`set local lock_timeout = '1min'`
  await sql`set local check_function_bodies = off`
  await sql`set local client_min_messages = warning`
  await waitForLock(sql, log.note)
  await runFiles(sql, checks)

  const before = await createApi(sql).installed()
  const migrations = await migrate(sql, log.debug)
  await moveForMappings(sql, 'lockstep', 'lockstep_state')
  await sql.unsafe('drop schema if exists lockstep, lockstep_private cascade').simple()
  await sql.unsafe('create schema lockstep; create schema lockstep_private').simple()
  await moveForMappings(sql, 'lockstep_state', 'lockstep')
  await runFiles(sql, functions)

  const definitions = await createApi(sql).recordDeployment(version, hash)
  const isNew = before?.filesHash !== hash || before.version !== version
  return { version, filesHash: hash, migrations, definitions, isNew }
}

/** Installs what this package holds, or what has changed of it. Running it twice is harmless. */
export const deploy = (lines: Lines, log: DeployLog): Promise<Deployment> =>
  lines.use((sql) => inTransaction(sql, () => lay(sql, log)))

/** What a deploy would change. */
export interface Pending {
  /** Version that is installed; null before the first deploy. */
  readonly installed: string | null
  readonly version: string
  readonly hasOtherFiles: boolean
  readonly changedFunctions: readonly ChangedFunction[]
  readonly isPending: boolean
}

/** Looks at what is installed, and changes nothing. */
export const pendingDeployment = async (api: Api): Promise<Pending> => {
  const before = await api.installed()
  const version = packageVersion()
  const changedFunctions = before ? await api.changedFunctions() : []
  const hasOtherFiles = before?.filesHash !== installation().hash
  const isPending = hasOtherFiles || before?.version !== version || changedFunctions.length > 0
  return {
    installed: before?.version ?? null,
    version,
    hasOtherFiles,
    changedFunctions,
    isPending,
  }
}
