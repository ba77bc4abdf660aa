/**
 * The database's public functions, one method each, nothing else.
 * The only file in src/ that spells `lockstep.`: what is not here, the runner cannot do. That is why
 * it is one file, longer than others.
 */
import type { ISql } from 'postgres'
import type { Adoption, AdoptionCause } from './adoption.ts'
import type { AnalysedEntity } from './analysis.ts'
import type { ReportCharts } from './charts.ts'
import type { DifferingRange, DifferingRow } from './closer.ts'
import { DEPLOY_LOCK } from './connect.ts'
import type { Job, JobRequest, JobRun, Tick } from './jobs.ts'
import { TEXTS } from './line.ts'
import type { PlannedEntity } from './planned.ts'
import type { FinalReport } from './readiness.ts'
import type { CheckedRecord } from './record.ts'
import type {
  Changes,
  Checkpoint,
  CheckpointPart,
  Conflict,
  ConflictCount,
  Difference,
  Entity,
  Finding,
  Group,
  ImportedTable,
  LedgerCounts,
  Link,
  LogChoice,
  LogEntry,
  LogLevel,
  Metric,
  Progress,
  Reject,
  RejectCause,
  Report,
  Run,
  RunKind,
  RunProgress,
  SourceAddress,
  StepStatus,
  Worker,
} from './shapes.ts'

/** What was deployed last. */
export interface Installed {
  readonly version: string
  readonly filesHash: string
}

/** A function or view that is not as it was deployed. */
export interface ChangedFunction {
  readonly signature: string
  readonly change: 'changed' | 'missing' | 'added'
}

/** What a run is told. */
export interface RunRequest {
  readonly kind: RunKind
  readonly entities: readonly string[]
  readonly isDry: boolean
  /** batch_rows, allow_deletes, max_delete_ratio, since, stop_after, watermark, fast_first_load, analysis, min_success, sample, allow_rejects, settle. */
  readonly options: Readonly<Record<string, string | number | boolean>>
}

/** What an undo is told. */
export interface UndoRequest {
  /** Default: all of the run. */
  readonly entities?: readonly string[] | undefined
  /** One row of the one entity: a text for each column of its source key. */
  readonly key?: readonly string[] | undefined
  readonly isDry: boolean
  readonly force: boolean
}

/** Which rejects, or what of a run. */
export interface Choice {
  /** Default: all. */
  readonly entities?: readonly string[] | undefined
  readonly run?: bigint | undefined
  /** Also what may show row content. */
  readonly showValues: boolean
}

/** Which rejects, one by one. */
export interface RejectChoice extends Choice {
  /** Those that healed, instead of those that are open. */
  readonly isClosed: boolean
  readonly limit: number
}

/** Which part of the log. */
export interface LogPage {
  /** Only entries with a higher number that were not yet to be seen in that snapshot. */
  readonly after: { readonly id: bigint; readonly seen: string | null }
  /** Only entries that are to be seen in this snapshot. */
  readonly before: string | null
  readonly from: 'start' | 'end'
  readonly most: number
}

/** The door. */
export type Api = ReturnType<typeof createApi>

const textsOf = (sql: ISql<{ bigint: bigint }>, texts: readonly string[] | undefined) =>
  texts === undefined ? null : sql.array([...texts], TEXTS)

/** The door on a pool, one connection or a transaction. */
export const createApi = (sql: ISql<{ bigint: bigint }>) => ({
  async installed(): Promise<Installed | undefined> {
    const [found] = await sql`select to_regclass('lockstep.deployments') is not null as is_there`
    if (found?.is_there !== true) return undefined
    const [installed] = await sql<Installed[]>`
      select version, files_hash as "filesHash" from lockstep.deployments order by id desc limit 1
    `
    return installed
  },

  async recordDeployment(version: string, filesHash: string): Promise<bigint> {
    const [row] = await sql<[{ definitions: bigint }]>`
      select lockstep.record_deployment(${version}, ${filesHash}) as definitions
    `
    return row.definitions
  },

  async changedFunctions(): Promise<readonly ChangedFunction[]> {
    return sql<ChangedFunction[]>`select signature, change from lockstep.changed_functions()`
  },

  async freeConnections(): Promise<number> {
    const [row] = await sql<[{ free: number }]>`select lockstep.free_connections() as free`
    return row.free
  },

  async doctor(): Promise<readonly Finding[]> {
    return sql<Finding[]>`select "check", level, entity, detail, remedy, key from lockstep.doctor()`
  },

  // links ---------------------------------------------------------------------------------------

  async createLink(
    link: string,
    source: SourceAddress,
    schemas: readonly string[],
    localSchema: string,
  ): Promise<void> {
    await sql`
      select lockstep.create_link(
        link => ${link}, host => ${source.host}, port => ${source.port},
        database => ${source.database}, username => ${source.user}, password => ${source.password},
        schemas => ${sql.array([...schemas], TEXTS)}, local_schema => ${localSchema},
        sslmode => ${source.sslmode}
      )
    `
  },

  async setLinkPassword(link: string, username: string, password: string): Promise<void> {
    await sql`select lockstep.link_password(${link}, ${username}, ${password})`
  },

  async importLink(link: string): Promise<readonly ImportedTable[]> {
    return sql<ImportedTable[]>`
      select remote_schema as "remoteSchema", remote_table as "remoteTable",
        local_table as "localTable", kind, change, reason
      from lockstep.import_link(${link})
    `
  },

  async checkLink(link: string): Promise<readonly Finding[]> {
    return sql<Finding[]>`
      select "check", level, entity, detail, remedy, key from lockstep.check_link(${link})
    `
  },

  async dropLink(link: string): Promise<void> {
    await sql`select lockstep.drop_link(${link})`
  },

  async links(): Promise<readonly Link[]> {
    return sql<Link[]>`
      select name, local_schema as "localSchema", remote_schemas as "remoteSchemas",
        imported_at::text as "importedAt"
      from lockstep.links
      order by name
    `
  },

  // entities ------------------------------------------------------------------------------------

  async entities(): Promise<readonly Entity[]> {
    return sql<Entity[]>`
      select name, source, source_key as "sourceKey", target, target_key as "targetKey",
        key_strategy as "keyStrategy", columns, refs, watermark, on_delete as "onDelete",
        on_drift as "onDrift", batch_rows as "batchRows", description,
        is_complete as "isComplete", defined_at::text as "definedAt", domain, set_aside as "setAside"
      from lockstep.entities
      order by name
    `
  },

  async incompleteEntities(): Promise<readonly { entity: string; refersTo: string }[]> {
    return sql<{ entity: string; refersTo: string }[]>`
      select entity, refers_to as "refersTo" from lockstep.incomplete_entities()
    `
  },

  async checkEntity(entity: string): Promise<readonly Finding[]> {
    return sql<Finding[]>`
      select "check", level, entity, detail, remedy, key from lockstep.check_entity(${entity})
    `
  },

  async dropEntity(entity: string): Promise<void> {
    await sql`select lockstep.drop_entity(${entity})`
  },

  async groups(): Promise<readonly Group[]> {
    return sql<Group[]>`
      select name, kind, description, entities, groups, chosen, missing
      from lockstep.groups
      order by kind desc, name
    `
  },

  async entitiesOf(groups: readonly string[]): Promise<readonly string[]> {
    const [row] = await sql<[{ entities: readonly string[] }]>`
      select lockstep.entities_of(${textsOf(sql, groups)}) as entities
    `
    return row.entities
  },

  async dropGroup(name: string): Promise<void> {
    await sql`select lockstep.drop_group(${name})`
  },

  // runs ----------------------------------------------------------------------------------------

  async startRun({ kind, entities, isDry, options }: RunRequest): Promise<bigint> {
    const chosen = entities.length === 0 ? null : textsOf(sql, entities)
    const [row] = await sql<[{ run: bigint }]>`
      select lockstep.start_run(${kind}, ${chosen}, ${isDry}, ${JSON.stringify(options)}::text::jsonb)
        as run
    `
    return row.run
  },

  /** Names in the ways mean what they mean in this session. */
  async startAdoption({ entities, ways, options }: Adoption): Promise<bigint> {
    const chosen = entities.length === 0 ? null : textsOf(sql, entities)
    const [row] = await sql<[{ run: bigint }]>`
      select lockstep.start_run('adopt', ${chosen}, options =>
        ${JSON.stringify(options)}::text::jsonb || (
          select coalesce(jsonb_object_agg('ways', jsonb_build_object(
            w.key, w.value || jsonb_build_object('search_path', current_setting('search_path'))
          )), '{}')
          from jsonb_each(${JSON.stringify(ways)}::text::jsonb) as w
        )
      ) as run
    `
    return row.run
  },

  async adoptionCauses(run: bigint): Promise<readonly AdoptionCause[]> {
    return sql<AdoptionCause[]>`
      select entity, reason, is_open as "isOpen", rows, deleted, example_keys as "exampleKeys", remedy
      from lockstep.adoption_causes(${run})
    `
  },

  async explainSync({ entities, options }: RunRequest): Promise<readonly PlannedEntity[]> {
    return sql<PlannedEntity[]>`
      select entity, level, resumes, way, obstacle, source_rows as "sourceRows",
        rows_basis as "rowsBasis", changed, rows, bytes, is_minimum as "isMinimum", segments,
        seconds, seconds_alone as "secondsAlone", seconds_basis as "secondsBasis", statements, locks
      from lockstep.explain_sync(
        ${sql.array([...entities], TEXTS)}, ${JSON.stringify(options)}::text::jsonb
      )
    `
  },

  /**
   * One message with two statements is one transaction and one round trip. The lock keeps a deploy
   * from laying the functions anew under the step.
   */
  async step(run: bigint): Promise<StepStatus> {
    const [, [row]] = await sql
      .unsafe<[unknown, [{ status: StepStatus }]]>(
        `select pg_advisory_xact_lock_shared(${DEPLOY_LOCK}); select status from lockstep.step(${run})`,
      )
      .simple()
    return row.status
  },

  async failRun(run: bigint, code: string, message: string): Promise<void> {
    await sql`select lockstep.fail_run(${run}, ${code}, ${message})`
  },

  async pauseRun(run: bigint): Promise<void> {
    await sql`select lockstep.pause_run(${run})`
  },

  async resumeRun(run: bigint): Promise<void> {
    await sql`select lockstep.resume_run(${run})`
  },

  async cancelRun(run: bigint): Promise<void> {
    await sql`select lockstep.cancel_run(${run})`
  },

  async progress(run: bigint): Promise<readonly Progress[]> {
    return sql<Progress[]>`
      select entity, stage_kind as "stageKind", segments, segments_done as "segmentsDone",
        rows_done as "rowsDone", rows_expected as "rowsExpected", differing, written, rejected,
        is_done as "isDone"
      from lockstep.progress(${run})
    `
  },

  async runProgress(run: bigint): Promise<readonly RunProgress[]> {
    return sql<RunProgress[]>`
      select entity, level, work, is_done as "isDone", segments, segments_done as "segmentsDone",
        rows_done as "rowsDone", rows_expected as "rowsExpected", insert, update, conflict, drift,
        missing, delete, differing, written, rejected, rows_per_second as "rowsPerSecond",
        seconds_left as "secondsLeft", started_at as "startedAt", worked_at as "workedAt"
      from lockstep.run_progress
      where run = ${run}
      order by level, entity
    `
  },

  async workers(run: bigint): Promise<readonly Worker[]> {
    return sql<Worker[]>`
      select pid, role, application, segment, entity, work, lower, upper,
        extract(epoch from clock_timestamp() - since)::float8 as seconds, waits_for as "waitsFor"
      from lockstep.active_workers
      where run = ${run}
      order by since, pid
    `
  },

  async checkRecord(
    entity: string,
    key: readonly string[],
    withValues: boolean,
  ): Promise<CheckedRecord> {
    const [row] = await sql<[{ record: string }]>`
      select lockstep.check_record(${entity}, ${textsOf(sql, key)}, ${withValues})::text as record
    `
    return JSON.parse(row.record) as CheckedRecord
  },

  async report(run: bigint, entities?: readonly string[]): Promise<Report> {
    const [row] = await sql<[{ report: string }]>`
      select lockstep.report(${run}, ${textsOf(sql, entities)})::text as report
    `
    return { findings: [], ...(JSON.parse(row.report) as Omit<Report, 'findings'>) }
  },

  async reportCharts(run: bigint): Promise<ReportCharts> {
    const [row] = await sql<[{ charts: string }]>`
      select lockstep.report_charts(${run})::text as charts
    `
    return JSON.parse(row.charts) as ReportCharts
  },

  async finalReport(): Promise<FinalReport> {
    const [row] = await sql<[{ report: string }]>`select lockstep.final_report()::text as report`
    return JSON.parse(row.report) as FinalReport
  },

  async runs(limit: number, id: bigint | null = null): Promise<readonly Run[]> {
    return sql<Run[]>`
      select id, kind, status, is_dry as "isDry", (options ->> 'run')::bigint as undoes, entities,
        created_at::text as "createdAt", created_by as "createdBy",
        finished_at::text as "finishedAt", error_code as "errorCode", error,
        case when finished_at is null then
          extract(epoch from now() - coalesce(heartbeat_at, created_at))::float8
        end as "silentSeconds"
      from lockstep.runs
      where id = ${id} or ${id}::bigint is null
      order by id desc
      limit ${limit}
    `
  },

  async latestSync(): Promise<bigint | undefined> {
    const [row] = await sql<{ run: bigint | null }[]>`
      select max(id) as run from lockstep.runs where kind = 'sync' and not is_dry
    `
    return row?.run ?? undefined
  },

  async analysis(run: bigint): Promise<readonly AnalysedEntity[]> {
    return sql<AnalysedEntity[]>`
      select entity, state, source_rows as "sourceRows", excluded, null_keys as "nullKeys",
        duplicate_keys as "duplicateKeys", duplicate_rows as "duplicateRows",
        ledger_rows as "ledgerRows", settled_rows as "settledRows", target_rows as "targetRows",
        known_rows as "knownRows", extra_rows as "extraRows", gaps, orphans, changes, unresolved,
        refused, "references", refusals, open_rejects as "openRejects", last_run as "lastRun",
        last_synced_at::text as "lastSyncedAt", next_rows as "nextRows", next_bytes as "nextBytes",
        next_seconds as "nextSeconds", seconds_basis as "secondsBasis"
      from lockstep.analysis(${run})
    `
  },

  async changes(run: bigint): Promise<readonly Changes[]> {
    return sql<Changes[]>`
      select entity, source_rows as "sourceRows", insert, update, conflict, drift, missing, delete,
        differing, percent::float8 as percent, is_partial as "isPartial"
      from lockstep.changes(${run})
    `
  },

  async differences(run: bigint, examples: number): Promise<readonly Difference[]> {
    return sql<Difference[]>`
      select entity, state, sqlstate, count(*) as count,
        (array_agg(source_key::text order by source_key))[:${examples}::integer] as keys
      from lockstep.differences
      where run = ${run}
      group by entity, state, sqlstate
      order by entity, state, sqlstate
    `
  },

  async differingRanges(run: bigint, most: number): Promise<readonly DifferingRange[]> {
    return sql<DifferingRange[]>`
      select entity, lower, upper, rows, states from lockstep.differing_ranges(${run}, ${most})
    `
  },

  async differingRows(
    run: bigint,
    most: number,
    withValues: boolean,
  ): Promise<readonly DifferingRow[]> {
    return sql<DifferingRow[]>`
      select entity, source_key as "sourceKey", found, state, sqlstate, columns
      from lockstep.differing_rows(${run}, ${most}, ${withValues})
    `
  },

  // what happens -------------------------------------------------------------------------------

  async noteRun(
    run: bigint,
    level: LogLevel,
    message: string,
    detail: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    await sql`
      select lockstep.note_run(${run}, ${level}, ${message}, ${JSON.stringify(detail)}::text::jsonb)
    `
  },

  async checkpoints(entity: string | null = null): Promise<readonly Checkpoint[]> {
    return sql<Checkpoint[]>`
      select entity, last_run as "lastRun", last_synced_at as "lastSyncedAt",
        last_whole_run as "lastWholeRun", last_whole_at as "lastWholeAt",
        watermark_since as "watermarkSince", ledger_rows as "ledgerRows", open_run as "openRun",
        open_kind as "openKind", open_status as "openStatus", open_segments as "openSegments",
        open_segments_done as "openSegmentsDone", silent_seconds as "silentSeconds", stale
      from lockstep.checkpoints
      where entity = ${entity} or ${entity}::text is null
      order by entity
    `
  },

  async ledgerCounts(entity: string): Promise<LedgerCounts> {
    const [row] = await sql<[LedgerCounts]>`
      select rows, gone, settled, unresolved, adopted from lockstep.ledger_counts(${entity})
    `
    return row
  },

  /** Says what it means; does it unless that is all that was asked for. */
  async resetCheckpoint(entity: string, part: CheckpointPart, isDry: boolean): Promise<string> {
    const [row] = await sql<[{ consequence: string }]>`
      select lockstep.reset_checkpoint(${entity}, ${part}, ${isDry}) as consequence
    `
    return row.consequence
  },

  async metrics(): Promise<readonly Metric[]> {
    return sql<Metric[]>`
      select name, labels, value, type, help from lockstep.metrics order by name, labels
    `
  },

  /** What this session sees now: transactions that have ended, and those that have not. */
  async snapshot(): Promise<string> {
    const [row] = await sql<[{ seen: string }]>`select pg_current_snapshot()::text as seen`
    return row.seen
  },

  /** Entries of the log by their numbers: the first of those behind `after`, or the last ones. */
  async logs(choice: LogChoice, { after, before, from, most }: LogPage): Promise<LogEntry[]> {
    const order = from === 'end' ? 'desc' : 'asc'
    const found = await sql.unsafe<LogEntry[]>(
      `
        select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at,
          run, kind, entity, level, message, detail
        from lockstep.logs
        where (run = $1 or $1::bigint is null)
          and (entity = any ($2) or $2::text[] is null)
          and array_position('{debug,info,warning,error}', level)
            >= array_position('{debug,info,warning,error}', $3)
          and at >= coalesce($4::text::timestamptz, now() - $5::float8 * interval '1 s', '-infinity')
          and (position(lower($6) in lower(message || ' ' || detail::text)) > 0 or $6::text is null)
          and id > $7
          and xid >= coalesce(pg_snapshot_xmin($8::text::pg_snapshot), '0')
          and pg_visible_in_snapshot(xid, $8::text::pg_snapshot) is not true
          and pg_visible_in_snapshot(xid, $9::text::pg_snapshot) is not false
        order by id ${order}
        limit $10
      `,
      [
        choice.run ?? null,
        choice.entities && choice.entities.length > 0 ? textsOf(sql, choice.entities) : null,
        choice.level ?? 'debug',
        typeof choice.since === 'string' ? choice.since : null,
        typeof choice.since === 'number' ? choice.since : null,
        choice.text ?? null,
        after.id,
        after.seen,
        before,
        most,
      ],
    )
    return from === 'end' ? found.toReversed() : [...found]
  },

  // what runs left behind -----------------------------------------------------------------------

  async startUndo(run: bigint, { entities, key, isDry, force }: UndoRequest): Promise<bigint> {
    const chosen = textsOf(sql, entities)
    const sourceKey = key === undefined ? null : JSON.stringify(key)
    const [row] = await sql<[{ run: bigint }]>`
      select lockstep.start_undo(${run}, ${chosen}, ${sourceKey}::text::jsonb, ${isDry}, ${force})
        as run
    `
    return row.run
  },

  async rejectCauses({ entities, run, showValues }: Choice): Promise<readonly RejectCause[]> {
    const chosen = textsOf(sql, entities)
    return sql<RejectCause[]>`
      select entity, operation, reason, sqlstate, "constraint", "column", message, rows,
        example_keys as "exampleKeys", remedy
      from lockstep.reject_causes(${chosen}, ${run ?? null}, ${showValues})
    `
  },

  /** What a trigger said may quote the row. */
  async rejects(choice: RejectChoice): Promise<readonly Reject[]> {
    const { entities, run = null, isClosed, showValues, limit } = choice
    const chosen = textsOf(sql, entities)
    return sql<Reject[]>`
      select entity, source_key as "sourceKey", operation, reason, sqlstate,
        constraint_name as "constraint", column_name as "column",
        case when reason <> 'trigger' or sqlstate = '02000' or ${showValues} then message end
          as message,
        first_run as "firstRun", last_run as "lastRun", closed_at::text as "closedAt"
      from lockstep.rejects
      where (closed_at is not null) = ${isClosed}
        and (entity = any (${chosen}) or ${chosen}::text[] is null)
        and (${run} between first_run and last_run or ${run}::bigint is null)
      order by closed_at desc, entity, id
      limit ${limit}
    `
  },

  async conflictCounts({ entities, run }: Choice): Promise<readonly ConflictCount[]> {
    const chosen = textsOf(sql, entities)
    return sql<ConflictCount[]>`
      select entity, state, count(distinct source_key) as rows
      from lockstep.conflicts(${run ?? null}, ${chosen})
      group by entity, state
      order by entity, array_position('{conflict,drift,missing,delete}', state), state
    `
  },

  async conflicts(choice: Choice & { readonly limit: number }): Promise<readonly Conflict[]> {
    const { entities, run, showValues, limit } = choice
    const chosen = textsOf(sql, entities)
    return sql<Conflict[]>`
      select entity, source_key as "sourceKey", state, "column", before, after
      from lockstep.conflicts(${run ?? null}, ${chosen}, ${showValues})
      order by entity, array_position('{conflict,drift,missing,delete}', state), state, source_key,
        "column"
      limit ${limit}
    `
  },

  /** One transaction's worth; 0 when there is nothing left. */
  async prune(olderThan: string): Promise<bigint> {
    const [row] = await sql<[{ rows: bigint }]>`
      select lockstep.prune(${olderThan}::text::interval) as rows
    `
    return row.rows
  },

  /** How much that would be in all. */
  async prunable(olderThan: string): Promise<bigint> {
    const [row] = await sql<[{ rows: bigint }]>`
      select lockstep.prunable(${olderThan}::text::interval) as rows
    `
    return row.rows
  },

  // jobs ----------------------------------------------------------------------------------------

  /** Returns who will call it: pg_cron, or none. */
  async createJob(job: JobRequest): Promise<'pg_cron' | 'none'> {
    const [row] = await sql<[{ caller: 'pg_cron' | 'none' }]>`
      select lockstep.create_job(
        job => ${job.name}, every => ${job.every}, entities => ${textsOf(sql, job.entities)},
        start_at => ${job.at ?? null}::text::time, zone => ${job.zone ?? 'UTC'},
        windows => ${sql.array([...(job.windows ?? [])], TEXTS)},
        full_every => ${job.fullEvery ?? null}, verify => ${job.verify ?? 'none'},
        sample => ${job.sample ?? null}::float8::numeric, apply_deletes => ${job.deletes ?? true},
        max_delete_ratio => ${job.maxDeleteRatio ?? null}::float8::numeric,
        max_rows => ${job.maxRows ?? null}::float8::bigint, max_minutes => ${job.maxMinutes ?? null},
        use_cron => ${job.cron ?? true}
      ) as caller
    `
    return row.caller
  },

  async jobs(name: string | null = null): Promise<readonly Job[]> {
    return sql<Job[]>`
      select name, state, schedule, cron, zone, windows, entities, full_every as "fullEvery", verify,
        sample::float8 as sample, apply_deletes as "applyDeletes",
        max_delete_ratio::float8 as "maxDeleteRatio", max_rows as "maxRows",
        max_minutes as "maxMinutes", created_by as "createdBy", paused_at::text as "pausedAt",
        next_run_at::text as "nextRunAt",
        to_char(timezone(zone, next_run_at), 'YYYY-MM-DD HH24:MI') as "nextRunLocal",
        next_full_at::text as "nextFullAt", failures, last_started_at::text as "lastStartedAt",
        last_outcome as "lastOutcome", last_run as "lastRun", last_error_code as "lastErrorCode",
        last_error as "lastError", last_success_at::text as "lastSuccessAt", runs, succeeded,
        average_seconds as "averageSeconds"
      from lockstep.jobs
      where name = ${name} or ${name}::text is null
      order by name
    `
  },

  async jobRuns(job: string, limit: number): Promise<readonly JobRun[]> {
    return sql<JobRun[]>`
      select id, job, planned_at::text as "plannedAt", started_at::text as "startedAt",
        finished_at::text as "finishedAt", is_manual as "isManual", is_full as "isFull", run,
        verify_run as "verifyRun", outcome, rows, written, seconds, error_code as "errorCode", error
      from lockstep.job_runs
      where job = ${job}
      order by id desc
      limit ${limit}
    `
  },

  async startJob(job: string): Promise<void> {
    await sql`select lockstep.start_job(${job})`
  },

  async pauseJob(job: string): Promise<void> {
    await sql`select lockstep.pause_job(${job})`
  },

  async resumeJob(job: string): Promise<void> {
    await sql`select lockstep.resume_job(${job})`
  },

  async dropJob(job: string): Promise<void> {
    await sql`select lockstep.drop_job(${job})`
  },

  /** One transaction. The database takes the lock that keeps a deploy away. */
  async tick(jobs: readonly string[] | undefined): Promise<Tick> {
    const [tick] = await sql<[Tick]>`select status, job from lockstep.tick(${textsOf(sql, jobs)})`
    return tick
  },
})
