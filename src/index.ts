/** The library: the verbs of the command line, for programs. `close` ends its connections. */
import { sourceConnection, targetConnection } from './config.ts'
import { createApi } from './db/api.ts'
import { openPool } from './db/connect.ts'
import { type Deployment, deploy, type Pending, pendingDeployment } from './db/deploy.ts'
import { examine } from './db/health.ts'
import { type LoadedEntity, loadMapping } from './db/mapping.ts'
import type { Entity, Finding, ImportedTable, Link, Report, Run, RunKind } from './db/shapes.ts'
import { inOwnWords, latestRun, longOver } from './db/verbs.ts'
import {
  type DetectOptions,
  type LinkOptions,
  type LockstepOptions,
  type RunOptions,
  requestOf,
  type SyncOptions,
} from './options.ts'
import type { Target } from './run/loop.ts'
import { type Outcome, runToReport } from './run/outcome.ts'

export type { Deployment, Pending } from './db/deploy.ts'
export type { LoadedEntity } from './db/mapping.ts'
export type * from './db/shapes.ts'
export { LockstepError } from './errors.ts'
export type {
  DetectOptions,
  LinkOptions,
  LockstepOptions,
  RunOptions,
  SyncOptions,
} from './options.ts'
export type { Outcome } from './run/outcome.ts'
export type { Stop } from './run/stop.ts'

const ignore = () => {}

/** One target database and everything that can be done with it. `close` it at the end. */
export const createLockstep = (options: LockstepOptions = {}) => {
  const connection = targetConnection(options.targetUrl)
  const log = { note: options.onNote ?? ignore, debug: options.onDebug ?? ignore }
  const sql = openPool(connection, { max: 2, onNotice: log.debug })
  const api = createApi(sql)
  const long = longOver(sql)
  const target: Target = { connection, api, long: (does) => long((door) => does(door)), ...log }
  const run = (kind: RunKind, how: SyncOptions & DetectOptions): Promise<Outcome> =>
    runToReport(target, requestOf(kind, how), how)

  return {
    /** The functions of the database, one method each. */
    api,

    /** Installs state, functions and rights, or what has changed of them. */
    deploy: (): Promise<Deployment> => inOwnWords(deploy(sql, log)),

    /** What a deploy would change. */
    pendingDeployment: (): Promise<Pending> => long((door) => pendingDeployment(door)),

    /** Findings about installation, rights, links, clocks and settings. Empty is healthy. */
    doctor: (): Promise<readonly Finding[]> => long((door) => examine(door)),

    link: {
      /** Links a source database and its tables, or nothing at all. */
      create: (link: string, how: LinkOptions = {}): Promise<readonly ImportedTable[]> => {
        const { sourceUrl, schemas = ['public'], localSchema = 'legacy' } = how
        const source = sourceConnection(sourceUrl)
        return long(async (door) => {
          await door.createLink(link, source, schemas, localSchema)
          return door.importLink(link)
        })
      },
      /** Links tables again as the source has them now. */
      import: (link: string): Promise<readonly ImportedTable[]> =>
        long((door) => door.importLink(link)),
      /** Takes user and password of a URL (default: LOCKSTEP_SOURCE_URL) for an existing link. */
      password: (link: string, sourceUrl?: string): Promise<void> => {
        const { user, password } = sourceConnection(sourceUrl)
        return long((door) => door.setLinkPassword(link, user, password))
      },
      /** Findings about a link. */
      check: (link: string): Promise<readonly Finding[]> => long((door) => door.checkLink(link)),
      /** Removes a link that no entity uses. */
      drop: (link: string): Promise<void> => long((door) => door.dropLink(link)),
      /** All links. */
      list: (): Promise<readonly Link[]> => long((door) => door.links()),
    },

    entity: {
      /** Runs all *.sql files of a folder in one transaction; says what became of each entity. */
      load: (folder: string): Promise<readonly LoadedEntity[]> =>
        long((_, transaction) => loadMapping(transaction, folder)),
      /** All mappings. */
      list: (): Promise<readonly Entity[]> => long((door) => door.entities()),
      /** Findings about a mapping. */
      check: (entity: string): Promise<readonly Finding[]> =>
        long((door) => door.checkEntity(entity)),
      /** Removes a mapping and its ledger; target rows stay. */
      drop: (entity: string): Promise<void> => long((door) => door.dropEntity(entity)),
    },

    /** Brings the target in step with the source; resumes an unfinished run of the same entities. */
    sync: (how: SyncOptions = {}): Promise<Outcome> => run('sync', how),
    /** Compares, and writes nothing. */
    compare: (how: RunOptions = {}): Promise<Outcome> => run('compare', how),
    /** Compares, and saves the keys of what differs. */
    detect: (how: DetectOptions = {}): Promise<Outcome> => run('detect', how),

    /** The latest runs, newest first. */
    status: (limit = 10): Promise<readonly Run[]> => long((door) => door.runs(limit)),
    /** The report of a run. Default: the latest. */
    report: (id?: bigint): Promise<Report> =>
      long(async (door) => door.report(id ?? (await latestRun(door)))),

    /** Closes all connections. */
    close: (): Promise<void> => sql.end({ timeout: 5 }),
  }
}

/** What createLockstep returns. */
export type Lockstep = ReturnType<typeof createLockstep>
