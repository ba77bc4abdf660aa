/** The library: the verbs of the command line, for programs. `close` ends its connections. */
import { sourceConnection, targetConnection } from './config.ts'
import {
  type Conflicts,
  findChanges,
  findConflicts,
  findLeft,
  findRejects,
  type Pruned,
  pruneImages,
  type Rejects,
} from './db/aftermath.ts'
import type { ReportCharts } from './db/charts.ts'
import { type Closer, closer } from './db/closer.ts'
import { createLines } from './db/connect.ts'
import { type Deployment, deploy, type Pending, pendingDeployment } from './db/deploy.ts'
import { examine } from './db/health.ts'
import type { Job, JobRequest, JobRun } from './db/jobs.ts'
import { readLogs } from './db/logs.ts'
import { type LoadedEntity, loadMapping } from './db/mapping.ts'
import { lookAt, watchRuns } from './db/observe.ts'
import type { PlannedEntity } from './db/planned.ts'
import { refuseSharedSessions } from './db/pooler.ts'
import type { FinalReport } from './db/readiness.ts'
import type { CheckedRecord } from './db/record.ts'
import { latestRun, takeUpSync } from './db/runs.ts'
import type {
  Checkpoint,
  CheckpointPart,
  Entity,
  Finding,
  Group,
  ImportedTable,
  LedgerCounts,
  Link,
  LogEntry,
  Metric,
  Report,
  Run,
  RunKind,
  RunState,
} from './db/shapes.ts'
import { apiOver, inOwnWords, longOver } from './db/verbs.ts'
import {
  type AdoptOptions,
  type AnyRunOptions,
  beginningOf,
  type CheckOptions,
  type Chosen,
  type CompareOptions,
  type ConflictOptions,
  type DetectOptions,
  entitiesOf,
  type LinkOptions,
  type LockstepOptions,
  type LogOptions,
  type PruneOptions,
  type RejectOptions,
  type RunOptions,
  requestOf,
  type SyncOptions,
  type UndoOptions,
  undoOf,
  type ValidateOptions,
  type WatchOptions,
} from './options.ts'
import { adopt } from './run/adopt.ts'
import type { Target } from './run/loop.ts'
import {
  type AdoptOutcome,
  type AnalyzeOutcome,
  type DetectOutcome,
  type LimitedOptions,
  type Outcome,
  runToReport,
  type UndoOutcome,
  type Validation,
} from './run/outcome.ts'
import { type JobRunOptions, runJob, type WorkOptions, workJobs } from './run/ticks.ts'
import type { Ending } from './run/worker.ts'

export type * from './db/adoption.ts'
export type { Conflicts, Pruned, Rejects } from './db/aftermath.ts'
export type * from './db/analysis.ts'
export type * from './db/charts.ts'
export type * from './db/closer.ts'
export type { Deployment, Pending } from './db/deploy.ts'
export type * from './db/jobs.ts'
export type { LoadedEntity } from './db/mapping.ts'
export type * from './db/planned.ts'
export type * from './db/readiness.ts'
export type * from './db/record.ts'
export type * from './db/shapes.ts'
export { LockstepError } from './errors.ts'
export type {
  AdoptionWays,
  AdoptOptions,
  CheckOptions,
  Chosen,
  CompareOptions,
  ConflictOptions,
  DetectOptions,
  Distance,
  LinkOptions,
  LockstepOptions,
  LogOptions,
  PruneOptions,
  RejectOptions,
  RunOptions,
  SyncOptions,
  UndoOptions,
  ValidateOptions,
  WatchOptions,
} from './options.ts'
export type {
  AdoptOutcome,
  AnalyzeOutcome,
  DetectOutcome,
  LimitedOptions,
  Outcome,
  UndoOutcome,
  Validation,
} from './run/outcome.ts'
export type { Stop } from './run/stop.ts'
export type { JobRunOptions, WorkOptions } from './run/ticks.ts'

/** The report of a comparison, and where the differences lie. */
export type CompareOutcome = Outcome & Closer

const ignore = () => {}

/** One target database and everything that can be done with it. `close` it at the end. */
export const createLockstep = (options: LockstepOptions = {}) => {
  const connection = targetConnection(options.targetUrl)
  const log = { note: options.onNote ?? ignore, debug: options.onDebug ?? ignore }
  const lines = createLines(connection, { onNotice: log.debug })
  const api = apiOver(lines)
  const long = longOver(lines)
  const ready = () => inOwnWords(refuseSharedSessions(connection, lines))
  const target: Target = {
    connection,
    api,
    ready,
    long: (does) => long((door) => does(door)),
    onLog: options.onLog,
    ...log,
  }
  const run = (kind: RunKind, how: AnyRunOptions): Promise<Outcome> =>
    runToReport(target, beginningOf(kind, how), how)

  return {
    /** The functions of the database, one method each. */
    api,

    /** Installs state, functions and rights, or what has changed of them. */
    deploy: async (): Promise<Deployment> => {
      await ready()
      return inOwnWords(deploy(lines, log))
    },

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
      /** Takes target rows that earlier scripts wrote into the ledgers; resumes an adoption that did not end. */
      adopt: (how: AdoptOptions = {}): Promise<AdoptOutcome> => adopt(target, long, how),
      /** Removes a mapping and its ledger; target rows stay. */
      drop: (entity: string): Promise<void> => long((door) => door.dropEntity(entity)),
    },

    group: {
      /** All groups and domains. */
      list: (): Promise<readonly Group[]> => long((door) => door.groups()),
      /** The entities of some groups. */
      entities: (groups: readonly string[]): Promise<readonly string[]> =>
        long((door) => door.entitiesOf(groups)),
      /** Forgets a group; its entities stay. */
      drop: (name: string): Promise<void> => long((door) => door.dropGroup(name)),
    },

    /** Brings the target in step with the source; resumes an unfinished run of the same entities. */
    sync: (how: SyncOptions = {}): Promise<Outcome> => run('sync', how),
    /** What a sync would do: rows that travel, statements, locks, time. Starts no run, writes nothing. */
    explain: (how: SyncOptions = {}): Promise<readonly PlannedEntity[]> =>
      long(async (door) => door.explainSync(await requestOf(door, 'sync', how))),
    /** Compares, and writes nothing. Which ranges or rows differ, if asked (by). */
    compare: async (how: CompareOptions = {}): Promise<CompareOutcome> => {
      const outcome = await run('compare', how)
      return { ...outcome, ...(await closer(long, BigInt(outcome.run), how)) }
    },
    /** Finds out what can be known before a sync, and writes nothing. */
    analyze: async (how: RunOptions = {}): Promise<AnalyzeOutcome> => {
      const outcome = await run('analyze', how)
      return { ...outcome, analysed: await long((door) => door.analysis(BigInt(outcome.run))) }
    },
    /** Compares, and saves the keys of what differs. */
    detect: async (how: DetectOptions = {}): Promise<DetectOutcome> => {
      const outcome = await run('detect', how)
      return { ...outcome, ...(await findChanges(long, BigInt(outcome.run), how.keys)) }
    },

    /** Checks that the target is right, by other means than those that made it. */
    validate: async (how: ValidateOptions = {}): Promise<Validation> => {
      const outcome = await run('validate', how)
      return { ...outcome, passed: outcome.in_step }
    },

    /** Goes on with a sync, also beside others that work on it. */
    resume: (id: bigint, how: LimitedOptions = {}): Promise<Outcome> =>
      runToReport(target, { begin: (door) => takeUpSync(door, id), isResumed: true }, how),
    /** Ends a run; what it wrote stays. Builds indexes and foreign keys that it has set aside. */
    cancel: (id: bigint): Promise<void> => long((door) => door.cancelRun(id)),
    /** Puts target rows and ledgers back as they were before a run; resumes an undo that did not end. */
    undo: async (id: bigint, how: UndoOptions = {}): Promise<UndoOutcome> => {
      const outcome = await runToReport(target, undoOf(id, how), how)
      return { ...outcome, undoes: `${id}`, left: await findLeft(long, BigInt(outcome.run)) }
    },

    /** Rows that could not be written or deleted, by cause, and what to do about it. */
    rejects: (how: RejectOptions = {}): Promise<Rejects> => findRejects(long, how),
    /** What a run wrote over at the target, column by column. Default: the latest sync. */
    conflicts: (id?: bigint, how: ConflictOptions = {}): Promise<Conflicts> =>
      findConflicts(long, id, how),
    /** Deletes before-images of runs that ended long ago. Those can no longer be undone. */
    prune: (how: PruneOptions = {}): Promise<Pruned> => pruneImages(long, how),

    job: {
      /** Creates a job. Returns who will call it: pg_cron, or none. */
      create: (job: JobRequest): Promise<'pg_cron' | 'none'> =>
        long(async (door) => {
          const entities = await entitiesOf(door, job)
          return door.createJob({ ...job, entities: entities.length > 0 ? entities : undefined })
        }),
      /** All jobs, or one. */
      list: (job?: string): Promise<readonly Job[]> => long((door) => door.jobs(job ?? null)),
      /** What became of a job, newest first. */
      runs: (job: string, limit = 10): Promise<readonly JobRun[]> =>
        long((door) => door.jobRuns(job, limit)),
      /** Runs a job now, and waits for it. */
      run: (job: string, how: JobRunOptions = {}): Promise<JobRun> =>
        inOwnWords(runJob(target, job, how)),
      /** Asks for a run of a job now, by whoever calls jobs. */
      start: (job: string): Promise<void> => long((door) => door.startJob(job)),
      /** Lets a job rest; what it does stops behind its current step. */
      pause: (job: string): Promise<void> => long((door) => door.pauseJob(job)),
      /** Lets a paused job go on, at its next time. */
      resume: (job: string): Promise<void> => long((door) => door.resumeJob(job)),
      /** Drops a job and its history; a run of it is cancelled. */
      drop: (job: string): Promise<void> => long((door) => door.dropJob(job)),
      /** Does what is due, as pg_cron would, until it is stopped. */
      work: (how: WorkOptions = {}): Promise<Ending> => inOwnWords(workJobs(target, how)),
    },

    /** The latest runs, newest first. */
    status: (limit = 10): Promise<readonly Run[]> => long((door) => door.runs(limit)),
    /** How far a run is, entity by entity, and who works on it. */
    state: (run: bigint): Promise<RunState> => inOwnWords(lookAt(api, run)),
    /** The same again and again: of a run until it is over, or of whichever is at work. */
    watch: (how: WatchOptions = {}): AsyncGenerator<RunState> => watchRuns(target, how),
    checkpoint: {
      /** Where each entity stands. */
      list: (): Promise<readonly Checkpoint[]> => long((door) => door.checkpoints()),
      /** Where one stands, and what its ledger holds. */
      show: (entity: string): Promise<Checkpoint & { readonly ledger: LedgerCounts }> =>
        long(async (door) => {
          const ledger = await door.ledgerCounts(entity)
          const [found] = await door.checkpoints(entity)
          return { ...(found as Checkpoint), ledger }
        }),
      /** Lets one begin anew; says what that means. With dryRun it only says so. */
      reset: (
        entity: string,
        part: CheckpointPart,
        { dryRun = false }: { readonly dryRun?: boolean } = {},
      ): Promise<string> => long((door) => door.resetCheckpoint(entity, part, dryRun)),
    },

    /** Lag, rows, rates, rejects, durations. */
    metrics: (): Promise<readonly Metric[]> => inOwnWords(api.metrics()),
    /** What happened, some entries at a time, in the order of their numbers. */
    logs: (how: LogOptions = {}): AsyncGenerator<readonly LogEntry[]> => readLogs(target, how),
    /** One record on both sides: state, what differs, references, why it was refused, what it was before. */
    check: (
      entity: string,
      key: readonly string[],
      { showValues = false }: CheckOptions = {},
    ): Promise<CheckedRecord> => long((door) => door.checkRecord(entity, key, showValues)),

    /** The report of a run. Default: the latest, of all its entities. */
    report: (id?: bigint, chosen: Chosen = {}): Promise<Report> =>
      long(async (door) => {
        const entities = await entitiesOf(door, chosen)
        const run = id ?? (await latestRun(door))
        return door.report(run, entities.length > 0 ? entities : undefined)
      }),
    /** What the pictures of its page show. */
    charts: (id: bigint): Promise<ReportCharts> => long((door) => door.reportCharts(id)),
    /** Whether everything is ready to be signed off, what is open, and what to do next. */
    finalReport: (): Promise<FinalReport> => long((door) => door.finalReport()),

    /** Closes all connections. */
    close: (): Promise<void> => lines.close(),
  }
}

/** What createLockstep returns. */
export type Lockstep = ReturnType<typeof createLockstep>
